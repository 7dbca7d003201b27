"""The process in which forms are read and filled; `crm.reports.template.apart` starts it and listens.

In and out are as in crm.exchange.readers.child. What is asked without "meanings" are the marks: ("marks", marks). With
them it tells ("found", known, unknown, problems), and where it is to "fill" also ("file", bytes), none of them where
something stands in the way.
"""

import sys
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from crm.exchange.readers import child
from crm.exchange.source import Message
from crm.exchange.writers.columns import Cell, Column, Value
from crm.reports.template import filling, package
from crm.reports.template.filled import Filled, Meaning, Table


def main() -> int:
    """Read the form on standard input and tell of it on standard output; returns the exit code."""
    return child.serve(_messages, lambda _asked: package.too_large)


def _messages(asked: dict[str, Any]) -> Iterator[Message]:
    data, name = sys.stdin.buffer.read(), asked["name"]
    if "meanings" not in asked:
        yield ("marks", filling.marks_of(data, name))
        return
    form = package.read(data, name)
    meanings = {mark: _meaning(told) for mark, told in asked["meanings"].items()}
    found, changed = filling.work(form, name, meanings, asked["spoken"])
    yield ("found", [tuple(one) for one in found.known], [tuple(one) for one in found.unknown], found.problems)
    if asked["fill"]:
        yield ("file", b"" if found.problems else filling.filled_in(form, changed, name))


def _meaning(told: list[Any]) -> Meaning:
    if len(told) == 2:
        kinds, rows = told
        return Table(tuple(Column("", kind) for kind in kinds), tuple(tuple(map(_cell, row)) for row in rows))
    return Filled(_value(told[0]), told[1])


def _cell(told: Any) -> Value | Cell:
    if isinstance(told, dict) and "kind" in told:
        return Cell(_value(told["value"]), told["kind"])
    return _value(told)


def _value(told: Any) -> Value:
    if isinstance(told, dict):
        return datetime.fromisoformat(told["moment"]) if "moment" in told else date.fromisoformat(told["day"])
    value: Value = told
    return value


if __name__ == "__main__":
    sys.exit(main())
