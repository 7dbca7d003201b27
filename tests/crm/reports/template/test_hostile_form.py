"""A form comes from somebody else: it is filled or refused with a sentence, and nothing swells or hangs."""

import io
import os
import time
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.errors import Cancelled, CrmError
from crm.exchange import isolation
from crm.reports import run
from crm.reports.template import apart, form
from tests.crm.reports.template.form import make, parts

TODAY = date(2025, 1, 10)
SHEET = "xl/worksheets/sheet2.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return parts(make(tmp_path_factory.mktemp("form") / "skjema.xlsx"))


def packed(sound: dict[str, bytes], changed: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in (sound | changed).items():
            file.writestr(name, data)
    return out.getvalue()


def rows(content: str) -> bytes:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{content}</sheetData></worksheet>'.encode()


def refused(data: bytes, words: str = r"skjema\.xlsx", seconds: float = 30) -> None:
    began = time.monotonic()
    with pytest.raises(CrmError, match=words):
        apart.marks(data, "skjema.xlsx", seconds=seconds)
    assert time.monotonic() - began < seconds + 30


def test_a_form_is_never_opened_by_the_program_itself(small, tmp_path, monkeypatch):
    """Only the other process takes the zip apart: here nobody may."""
    template = make(tmp_path / "skjema.xlsx")
    report = run.make(2024, today=TODAY)

    def never(*_given: Any, **_more: Any) -> Any:
        raise AssertionError("opened here")

    monkeypatch.setattr(zipfile, "ZipFile", never)
    assert form.look(template, report).known
    made = form.fill(report, template, tmp_path / "ut.xlsx", "nb", anyway=True)
    assert made.filled > 10 and (tmp_path / "ut.xlsx").stat().st_size > 1000


def test_bombs_are_refused_with_a_sentence(sound):
    entities = b'<!DOCTYPE a [<!ENTITY b "{{K01}}"><!ENTITY c "&b;&b;&b;&b;">]>' + rows("")
    refused(packed(sound, {SHEET: entities}))
    far = rows('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    refused(packed(sound, {SHEET: far}), "too large to be a form")
    refused(packed(sound, {f"xl/media/{number}.png": b"" for number in range(10_001)}), "too large to be a form")


@pytest.mark.soak
def test_a_form_that_swells_in_memory_is_refused(sound):
    refused(packed(sound, {"xl/media/image2.png": bytes(310 * 1024 * 1024)}), "too large to be a form")
    # 300 MB of XML that packs to nothing: three million cells that each become an object
    one = '<c t="s"><v>0</v></c>'
    many = rows("".join(f"<row>{one * 1000}</row>" for _row in range(3_000)))
    assert len(packed(sound, {SHEET: many})) < 1_000_000
    refused(packed(sound, {SHEET: many}), r"too large to be a form|takes too long", seconds=60)


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no memory of a process by itself")
def test_a_form_that_leaves_no_memory_for_a_sentence_gets_one(sound, monkeypatch):
    monkeypatch.setattr(isolation, "MEMORY", 96 << 20)
    refused(packed(sound, {SHEET: rows('<row><c t="s"><v>0</v></c></row>' * 120_000)}), "too large to be a form")


def test_a_form_that_never_ends_is_ended_and_one_may_cancel(sound, monkeypatch):
    python = isolation.command()[0]
    monkeypatch.setattr(apart, "command", lambda: [python, "-c", "import time; time.sleep(600)"])
    refused(packed(sound, {}), "takes too long", seconds=0.5)

    def stop(done: int, total: int | None = None, text: str = "") -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        apart.marks(packed(sound, {}), "skjema.xlsx", stop)
    monkeypatch.setattr(apart, "command", lambda: [python, "-c", "import os; os.abort()"])
    refused(packed(sound, {}), "damaged")


def test_thousands_of_marks_are_refused_before_any_is_filled(sound):
    texts = "".join(f'<c t="inlineStr"><is><t>{{{{a{number}}}}}</t></is></c>' for number in range(2_001))
    refused(packed(sound, {SHEET: rows(f"<row>{texts}</row>")}), "too large to be a form")


def test_a_path_in_the_form_is_a_name_and_nothing_else(small, sound, tmp_path):
    hostile = packed(sound, {"../../../outside.txt": b"{{K01}}", "/etc/outside": b"x"})
    (tmp_path / "skjema.xlsx").write_bytes(hostile)
    report = run.make(2024, today=TODAY)
    (tmp_path / "in").mkdir()
    before = set(tmp_path.parent.rglob("*"))
    form.fill(report, tmp_path / "skjema.xlsx", tmp_path / "in" / "ut.xlsx", anyway=True)
    assert set(tmp_path.parent.rglob("*")) - before == {tmp_path / "in" / "ut.xlsx"}
    assert not Path("/etc/outside").exists()


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_scratched_forms_are_read_or_refused(sound, data):
    scratched(sound, data)


@pytest.mark.soak
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_hundreds_of_scratched_forms_are_read_or_refused(sound, data):
    scratched(sound, data)


def scratched(sound: dict[str, bytes], data: Any) -> None:
    """A part, or the file itself, with some bytes cut, changed or put in."""
    name = data.draw(st.sampled_from(["", *sorted(sound)]))
    whole = sound[name] if name else packed(sound, {})
    start = data.draw(st.integers(0, len(whole)))
    made = whole[:start] + data.draw(st.binary(max_size=30)) + whole[start + data.draw(st.integers(0, 200)) :]
    file = packed(sound, {name: made}) if name else made
    try:
        asked = apart.marks(file, "skjema.xlsx")
        apart.fill(file, "skjema.xlsx", dict.fromkeys(asked), "nb")
    except CrmError as error:
        assert str(error)
