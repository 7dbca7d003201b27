"""Choices as JSON that a person can read and write; whatever in it cannot be used is said in a sentence."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import date
from typing import Any, NamedTuple

from crm.errors import CrmError
from crm.exchange import fillable
from crm.i18n import _, quoted
from crm.records.fields import storable
from crm.records.interaction import Interaction
from crm.rules import code_lists, names

SUBJECT_LIMIT = Interaction.subject.limit
"""The subject of a meeting has at most so many letters."""

_ANSWERS = ("new", "skip", "list", "register")


class _Wrong(ValueError):
    """A value is not of the shape that its key asks for."""


class _Shape(NamedTuple):
    """How a value is read, and what one looks like."""

    read: Callable[[Any], Any]
    example: str


def text(choices: Any, plain: Any) -> str:
    """The fields of a dataclass that differ from those of `plain`, as JSON."""
    told = {
        one.name: _plain(getattr(choices, one.name))
        for one in fields(choices)
        if getattr(choices, one.name) != getattr(plain, one.name)
    }
    written = json.dumps(told, ensure_ascii=False)
    # A lone half of a character can be kept only as a code
    return written if storable(written) else json.dumps(told)


def values(written: str) -> dict[str, Any]:
    """The keys and values of such a text, each of the right shape. Raises CrmError with a sentence."""
    try:
        told = json.loads(written)
    except (ValueError, RecursionError) as error:
        raise CrmError(_("These choices are no JSON: {detail}.").format(detail=error)) from error
    if not isinstance(told, dict):
        raise CrmError(_("These choices are no JSON object: write {example}.").format(example='{"strategy": "fill"}'))
    found = {}
    for key, value in told.items():
        if key not in _SHAPES:
            raise CrmError(no_choice(key, _SHAPES))
        try:
            found[key] = _SHAPES[key].read(value)
        except _Wrong as error:
            sentence = _("“{key}” cannot be used as it is; write it like this: {example}.")
            raise CrmError(sentence.format(key=key, example=_SHAPES[key].example)) from error
    return found


def no_choice(given: str, known: Iterable[str]) -> str:
    """The sentence about a word that is none of those known."""
    sentence = _("“{given}” cannot be chosen; there are: {known}.")
    return sentence.format(given=given, known=", ".join(map(quoted, known)))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {name: one for name, one in asdict(value).items() if one}
    if isinstance(value, frozenset):
        listed = [_told(one._asdict()) if hasattr(one, "_asdict") else one for one in value]
        return sorted(listed, key=lambda one: json.dumps(one, sort_keys=True)) if listed else []
    return {key: _plain(one) for key, one in value.items()} if isinstance(value, Mapping) else value


def _told(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in told.items() if name != "value" or one}


def _require(condition: bool) -> None:
    if not condition:
        raise _Wrong


def _text(value: Any) -> str:
    _require(isinstance(value, str))
    return str(value)


def _row(value: Any) -> int:
    """A row number; as a key of an object it is text."""
    if isinstance(value, str) and len(value) <= 9 and value.isascii() and value.isdecimal():
        value = int(value)
    _require(isinstance(value, int) and not isinstance(value, bool) and value > 0)
    return int(value)


def _header_row(value: Any) -> int | None:
    return value if value is None or (type(value) is int and value == 0) else _row(value)


def _object(key: Callable[[Any], Any], value: Callable[[Any], Any]) -> Callable[[Any], dict[Any, Any]]:
    def read(given: Any) -> dict[Any, Any]:
        _require(isinstance(given, dict))
        return {key(name): value(one) for name, one in given.items()}

    return read


def _set(item: Callable[[Any], Any]) -> Callable[[Any], frozenset[Any]]:
    def read(given: Any) -> frozenset[Any]:
        _require(isinstance(given, list))
        return frozenset(map(item, given))

    return read


def _known(*words: str) -> Callable[[Any], str]:
    def read(given: Any) -> str:
        _require(given in words)
        return str(given)

    return read


def _field(given: Any) -> str:
    _require(isinstance(given, str) and fillable.is_known(given))
    return str(given)


def _column(value: Any) -> str | None:
    return None if value is None else _text(value)


def _words(given: Any) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, said in _object(_known(*code_lists.names()), _object(_text, _text))(given).items():
        _require({*said.values()} <= {"", *code_lists.keys(name)})
        found[name] = said
    return found


def _refused(given: Any) -> tuple[int | None, str, str, str]:
    _require(isinstance(given, dict) and given.keys() <= {"row", "record", "field", "value"})
    row, texts = given.get("row"), (given.get("record"), given.get("field"), given.get("value", ""))
    record, name, value = map(_text, texts)
    return None if row is None else _row(row), record, name, value


def _answer(given: Any) -> Any:
    """An id, "new", "skip", "row 17", for a name "list" or "register"; or one of these for each question of a row."""
    if isinstance(given, dict):
        return _object(_known("person", "organisation", "name"), _answer_once)(given)
    return _answer_once(given)


def _answer_once(given: Any) -> str | int:
    if isinstance(given, str) and given.startswith("row "):
        return f"row {_row(given[4:])}"
    return given if isinstance(given, str) and given in _ANSWERS else _row(given)


def _door(given: Any) -> dict[str, str]:
    found = _object(_known("origin", "basis", "informed_on"), _text)(given)
    _require(found.get("basis", "") in ("", *code_lists.keys("lawful_basis")))
    _require(not found.get("informed_on") or _is_day(found["informed_on"]))
    return found


def _meeting(given: Any) -> dict[str, str]:
    found = _object(_known("subject", "held_on", "type"), _text)(given)
    subject = names.clean(found.get("subject", ""))
    _require(bool(subject) and len(subject) <= SUBJECT_LIMIT and _is_day(found.get("held_on", "")))
    _require(found.get("type", "") in ("", *code_lists.keys("interaction_type")))
    return {**found, "subject": subject}


def _day(given: Any) -> str:
    _require(isinstance(given, str) and _is_day(given))
    return str(given)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_SHAPES = {
    "header_row": _Shape(_header_row, "3"),
    "kept_rows": _Shape(_set(_row), "[17, 18]"),
    "mapping": _Shape(_object(_text, _column), '{"E-post": "person.email", "Farge": ""}'),
    "constants": _Shape(_object(_field, _text), '{"organisation.city": "Tromsø"}'),
    "edits": _Shape(_object(_row, _object(_text, _text)), '{"17": {"E-post": "kari@nord.example"}}'),
    "erases": _Shape(_set(_text), '["Mobil"]'),
    "days": _Shape(_object(_text, _known("day_first", "month_first")), '{"Innmeldt": "day_first"}'),
    "words": _Shape(_words, '{"helix_sector": {"SMB": "company"}}'),
    "strategy": _Shape(_text, '"fill"'),
    "strategies": _Shape(_object(_row, _text), '{"17": "skip"}'),
    "refused": _Shape(_set(_refused), '[{"row": 17, "record": "person", "field": "notes"}]'),
    "answers": _Shape(_object(_row, _answer), '{"17": "new", "18": {"person": 41}}'),
    "ends": _Shape(
        _object(_known("position", "membership"), _object(_row, _day)), '{"position": {"41": "2026-12-31"}}'
    ),
    "door": _Shape(_door, '{"origin": "Havbruksdagen", "basis": "legitimate_interest"}'),
    "meeting": _Shape(_meeting, '{"subject": "Havbruksdagen", "held_on": "2026-11-03"}'),
}
