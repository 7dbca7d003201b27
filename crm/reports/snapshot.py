"""A report as canonical JSON and back: what is hashed and what is frozen."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from crm.queries.counted import Shown
from crm.reports.figures.definition import Almost, Value
from crm.reports.report import Report, Reported, Table
from crm.rules.stretches import Stretch

FORMAT = 2
"""1 had no `shown`, no `before_run`, and no words of units and sources."""

_FIELDS = ("name_nb", "name_en", "unit", "rule_nb", "rule_en", "version", "source", "record", "fields")


def text(report: Report) -> str:
    """The report's content as canonical JSON; the run, its time and its hash are no part of it.

    The same content gives the same text, whenever and by whomever it is made.
    """
    content: dict[str, Any] = {
        "format": FORMAT,
        "year": report.year,
        "as_of": report.as_of,
        "program_version": report.program_version,
        "settings": list(report.settings.items()),
        "order": list(report.figures),
        "figures": {key: _figure(figure) for key, figure in report.figures.items()},
        "tables": {key: {"columns": table.columns, "rows": table.rows} for key, table in report.tables.items()},
        "words": {name: _pairs(words) for name, words in report.words.items()},
        "shown": {record: [[id, *one] for id, one in sorted(known.items())] for record, known in report.shown.items()},
        "before_run": report.before_run,
        "comments": dict(report.comments),
    }
    if report.stretch is not None:
        content |= {"period": _days(report.period), "against": _days(report.against)}
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def sha256(snapshot: str) -> str:
    """The hash of a snapshot."""
    return hashlib.sha256(snapshot.encode()).hexdigest()


def report(snapshot: str, *, at: str = "", run: int | None = None, number: int = 0, step: int = 0) -> Report:
    """The report that a snapshot holds, of whichever format it was written in."""
    content = json.loads(snapshot)
    return Report(
        year=content["year"],
        as_of=content["as_of"],
        program_version=content["program_version"],
        settings=dict(content["settings"]),
        figures={key: _reported(key, content["figures"][key]) for key in content["order"]},
        tables={
            key: Table(tuple(table["columns"]), tuple(tuple(row) for row in table["rows"]))
            for key, table in content["tables"].items()
        },
        words={name: _words(pairs) for name, pairs in content["words"].items()},
        shown={record: {id: Shown(*one) for id, *one in known} for record, known in content.get("shown", {}).items()},
        before_run=content.get("before_run"),
        comments=content.get("comments", {}),
        sha256=sha256(snapshot),
        at=at,
        run=run,
        number=number,
        step=step,
        stretch=_stretch(content.get("period")),
        other=_stretch(content.get("against")),
    )


def _days(stretch: Stretch) -> list[str]:
    return [day.isoformat() for day in stretch]


def _stretch(days: list[str] | None) -> Stretch | None:
    return None if days is None else Stretch(*map(date.fromisoformat, days))


def _pairs(words: Mapping[str, tuple[str, str]]) -> list[tuple[str, str, str]]:
    # A list, because their order is part of what was shown.
    return [(key, nb, en) for key, (nb, en) in words.items()]


def _words(pairs: list[list[str]]) -> dict[str, tuple[str, str]]:
    return {key: (nb, en) for key, nb, en in pairs}


def _figure(figure: Reported) -> dict[str, Any]:
    words = {name: getattr(figure, name) for name in _FIELDS}
    if figure.hidden:
        words["hidden"] = True
    return words | {"parts": _pairs(figure.parts), "now": _value(figure.now), "before": _value(figure.before)}


def _value(value: Value) -> dict[str, Any]:
    made: dict[str, Any] = {"value": value.value, "counted": value.counted, "of": value.of}
    if value.unknown:
        made["unknown"] = value.unknown
    if value.parts:
        made["order"] = list(value.parts)
        made["parts"] = {key: _value(part) for key, part in value.parts.items()}
    if value.almost:
        made["almost"] = value.almost
    if value.unit:
        made["unit"] = value.unit
    if value.record:
        made["record"] = value.record
    if value.groups:
        made["groups"] = [(dimension, list(numbers.items())) for dimension, numbers in value.groups.items()]
    return made


def _reported(key: str, found: dict[str, Any]) -> Reported:
    return Reported(
        key=key,
        **{name: found[name] for name in _FIELDS},
        parts=_words(found["parts"]),
        now=_given(found["now"]),
        before=_given(found["before"]),
        hidden=found.get("hidden", False),
    )


def _given(found: dict[str, Any]) -> Value:
    return Value(
        value=found["value"],
        counted=tuple(found["counted"]),
        of=found["of"],
        unknown=found.get("unknown", 0),
        parts={part: _given(found["parts"][part]) for part in found.get("order", ())},
        almost=tuple(Almost(*row) for row in found.get("almost", ())),
        unit=found.get("unit", ""),
        record=found.get("record", ""),
        groups={dimension: dict(numbers) for dimension, numbers in found.get("groups", ())},
    )
