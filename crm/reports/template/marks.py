"""The marks of a form: {{K01}}, {{K01.prev}}, {{cluster.name}}, {{year}}, {{table:members}}; what they stand for."""

from collections.abc import Callable
from datetime import date

from crm.reports import workbook
from crm.reports.report import Report, Reported
from crm.reports.sheets import TABLES, summary
from crm.reports.template.filled import Filled, Meaning, Table
from crm.rules import orgnr

_ALIASES = {"år": "year", "aar": "year", "fjoråret": "year.prev", "klynge.navn": "cluster.name"}
_SUFFIXES = {"fjor": "prev", "endring": "change", "navn": "name", "enhet": "unit", "regel": "rule"}


def meaning(mark: str, report: Report, language: str) -> Meaning | None:
    """What a mark (without its braces) stands for in a report; None for one that is not known."""
    key = " ".join(mark.casefold().split())
    key = _ALIASES.get(key, key)
    kind, _colon, rest = key.partition(":")
    if kind.strip() in ("table", "tabell"):
        return _table(rest.strip(), report, language)
    found = _plain(report).get(key)
    if found is not None:
        return found
    name, _dot, suffix = key.partition(".")
    figure = next((figure for known, figure in report.figures.items() if known.casefold() == name), None)
    return None if figure is None else _figure(figure, _SUFFIXES.get(suffix, suffix), report, language)


def kind_of(unit: str) -> str:
    """The kind of value (writers.columns) that a figure of this unit has."""
    return summary.KINDS.get(unit, "int")


def _figure(figure: Reported, what: str, report: Report, language: str) -> Filled | None:
    kind = kind_of(figure.unit)
    texts: dict[str, Callable[[], str]] = {
        "name": lambda: figure.name(language),
        "unit": lambda: report.unit(figure.unit, language),
        "rule": lambda: figure.rule(language),
        "key": lambda: figure.key,
    }
    if what in texts:
        return Filled(texts[what]())
    if what in ("", "now"):
        return Filled(figure.now.value, kind)
    if what == "prev":
        return Filled(figure.before.value, kind)
    if what == "change":
        if figure.now.value is None or figure.before.value is None:
            return Filled(None, kind)
        change = figure.now.value - figure.before.value
        return Filled(
            change if isinstance(change, int) else round(change, 2), "change" if kind == "int" else f"change_{kind}"
        )
    if what == "unknown":
        return Filled(figure.now.unknown, "int")
    if what == "of":
        return Filled(figure.now.of, "int")
    part, _dot, when = what.partition(".")
    value = (figure.before if when == "prev" else figure.now).parts
    found = next((one for key, one in value.items() if key.casefold() == part), None)
    if found is not None and when in ("", "prev"):
        return Filled(found.value, kind_of(found.unit or figure.unit))
    known = any(key.casefold() == part for key in figure.parts)
    return Filled(None, kind) if known and when in ("", "prev") else None


def _plain(report: Report) -> dict[str, Filled]:
    settings = report.settings

    def day(key: str) -> Filled:
        return Filled(date.fromisoformat(settings[key]) if settings.get(key) else "", "day")

    return {
        "year": Filled(report.year, "plain"),
        "year.prev": Filled(report.year - 1, "plain"),
        "cluster.name": Filled(settings.get("cluster_name", "")),
        "cluster.org_number": Filled(orgnr.show(settings.get("cluster_org_number", "")), "code"),
        "cluster.level": Filled(settings.get("programme_level", "")),
        "contract.start": day("contract_start"),
        "contract.end": day("contract_end"),
        "period.from": Filled(report.period.first, "day"),
        "period.to": Filled(report.period.last, "day"),
        "as_of": Filled(date.fromisoformat(report.as_of), "day"),
        "made": Filled(date.fromisoformat(report.at[:10]) if report.at else "", "day"),
        "run": Filled(report.run if report.run is not None else "", "plain"),
        "run.version": Filled(report.number or "", "plain"),
        "sha256": Filled(report.sha256),
        "program.version": Filled(report.program_version),
    }


def _table(wanted: str, report: Report, language: str) -> Table | None:
    """A table, whole or the columns named after it: table:members, table:members:name,org_number."""
    key, _colon, chosen = wanted.partition(":")
    module = workbook.sheet_of(key)
    if module is None or (key in (*TABLES, "goals") and key not in report.tables):
        return None
    made = module.sheet(report, language)
    names = [field.key for field in getattr(module, "FIELDS", ())]
    places = list(range(len(made.columns)))
    if chosen:
        titles = [column.title.casefold() for column in made.columns]
        places = []
        for name in (part.strip() for part in chosen.split(",")):
            if name in names:
                places.append(names.index(name))
            elif name in titles:
                places.append(titles.index(name))
            else:
                return None
    rows = tuple(tuple(row[place] for place in places) for row in made.rows)
    return Table(tuple(made.columns[place] for place in places), rows)
