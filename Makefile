# The short names. Each makes .venv first, and again when the lock changes.

PYTHON ?= python3
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PY := $(BIN)/python
PO := resources/locale/nb/LC_MESSAGES/klynge.po
POT := build/klynge.pot
OFFSCREEN := QT_QPA_PLATFORM=offscreen
# Also where the machine forbids compiled modules: the tests start a hundred processes, and each would compile anew.
COMPILED := PYTHONDONTWRITEBYTECODE= PYTHONPYCACHEPREFIX=$(CURDIR)/build/pycache

# All tests use every core; some of them are not worth the start of a second process.
WORKERS ?= $(if $(ARGS),,-n auto --dist worksteal)

.DEFAULT_GOAL := help
.PHONY: help run test check style format lint types contracts bench pictures looks soak messages lock

help:
	@echo "make run       open the program (without a display: its main job by command line)"
	@echo "make test      the tests"
	@echo "make check     format, lint, types, import contracts, and the tests"
	@echo "make bench     speed, each figure beside a floor of the same run"
	@echo "make pictures  grab every page for the eye and the README"
	@echo "make looks     the same, and keep what they look like: the tests compare with that"
	@echo "make soak      the long tests: hours"
	@echo "make messages  collect the texts, bring the bokmål catalogue up to date, compile it"
	@echo "make lock      requirements*.txt from pyproject.toml (UPGRADE=--upgrade for newer versions)"

# Running needs less than developing; whoever has the larger set has the smaller one too.
.venv/installed-run: requirements.txt
	@[ .venv/installed-dev -nt requirements-dev.txt ] || $(PYTHON) -m tools.prepare requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt
	@$(PYTHON) -m tools.prepare requirements-dev.txt
	@touch $@

run: .venv/installed-run
	@$(PY) -m tools.run

test: .venv/installed-dev
	$(OFFSCREEN) $(COMPILED) $(PY) -m pytest $(WORKERS) $(ARGS)

check: style test

style: format lint types contracts

format lint types contracts: .venv/installed-dev

format:
	$(PY) -m ruff format --check .

lint:
	$(PY) -m ruff check .

types:
	$(PY) -m mypy

contracts:
	$(BIN)/lint-imports --no-logo

bench: .venv/installed-dev
	$(OFFSCREEN) $(PY) -m benchmarks

pictures: .venv/installed-dev
	$(OFFSCREEN) $(PY) -m tests.pictures

looks: .venv/installed-dev
	$(OFFSCREEN) $(PY) -m tests.pictures --keep

soak: .venv/installed-dev
	$(OFFSCREEN) $(COMPILED) HYPOTHESIS_PROFILE=soak $(PY) -m pytest -m "soak or not soak" -o faulthandler_timeout=14400 $(ARGS)

messages: .venv/installed-dev
	@mkdir -p $(dir $(POT)) $(dir $(PO))
	$(BIN)/pybabel -q extract --project=Klynge --add-location=file --sort-by-file -w 110 -o $(POT) main.py crm ui
	@[ -e $(PO) ] || $(BIN)/pybabel -q init -l nb -i $(POT) -o $(PO)
	$(BIN)/pybabel -q update -l nb -i $(POT) -o $(PO) -w 110 --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	$(BIN)/pybabel compile --statistics -l nb -i $(PO) -o $(PO:.po=.mo)

COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(UPGRADE)

# The file names no address: the hashes say what is installed, the machine's pip where from.
lock: .venv/installed-dev
	$(COMPILE) --extra dev -o requirements-dev.txt
	$(COMPILE) -c requirements-dev.txt -o requirements.txt
