"""python main.py cross FILE --of LIST --rows X [--columns Y] [--measure M] [--sum FIELD] [--view NAME] [--out X]"""

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path

from crm.errors import CrmError
from crm.exchange import cross_table
from crm.exchange.writers.tables import ENDINGS
from crm.i18n import _
from crm.progress import Progress
from crm.queries import saved_views, went_out
from crm.queries.lists import conditions, fields
from crm.queries.lists.cross import MEASURES, Cross, CrossQuery
from crm.verbs import noting
from crm.verbs.verb import Answer, Usage, json_option, writable


def summary() -> str:
    """What it does."""
    return _("count the records of a list by two of their fields")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("--of", choices=fields.LISTS, required=True, help=_("whose records"))
    parser.add_argument("--rows", metavar="X", required=True, help=_("a field, such as type or held_on:quarter"))
    parser.add_argument("--columns", metavar="Y", default="", help=_("another one, such as organisations.helix_sector"))
    parser.add_argument("--measure", choices=MEASURES[:-1], default="count", help=_("what is counted"))
    parser.add_argument("--sum", metavar="FIELD", default="", help=_("add up this field"))
    parser.add_argument("--view", metavar="NAME", help=_("only the records that a saved view asks for"))
    parser.add_argument("--filter", metavar="JSON", help=_("only the records that fulfil these conditions"))
    parser.add_argument("--out", type=Path, metavar="X.xlsx|X.csv", help=_("the file to write"))
    json_option(parser)


def opens(given: argparse.Namespace) -> str:
    """It only notes that a table went out, where it is written to a file."""
    return noting.MODE if given.out is not None else "read"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """Count, and tell or write it."""
    if given.sum and given.measure != "count":
        raise Usage(_("Give one of --measure and --sum."))
    query = CrossQuery(
        given.of, given.rows, given.columns, "sum" if given.sum else given.measure, given.sum, today=date.today()
    )
    if given.filter:
        query = replace(query, conditions=conditions.from_json(given.of, given.filter))
    if given.view:
        query = replace(query, conditions=conditions.both(query.conditions, _of_view(given.of, given.view)))
    if given.out is not None:
        writable(given.out, given.file, ENDINGS)
    table = query.table()
    notes: list[str] = []
    if given.out is not None:
        written = cross_table.write(given.out, table, today=date.today(), progress=progress)
        notes = noting.note(cross_table.title(table), written.rows, how=went_out.FILE)
    return Answer(cross_table.to_plain(table), [*_lines(table), *notes])


def _of_view(about: str, name: str) -> conditions.Condition:
    for view in saved_views.all(about):
        if view.name.casefold() == name.casefold():
            return view.read().look.conditions
    raise CrmError(_("There is no view {name} of this list.").format(name=name))


def _lines(table: Cross) -> list[str]:
    heads, lines = cross_table.heads(table), cross_table.lines(table)
    told = [["", *(words for _key, words in heads)]]
    told += [[words, *(cross_table.words(table, row, column) for column, _head in heads)] for row, words in lines]
    widths = [max(len(line[place]) for line in told) for place in range(len(told[0]))]
    shown = [
        "  ".join(
            part.ljust(width) if not place else part.rjust(width)
            for place, (part, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in told
    ]
    return [cross_table.title(table), *shown, *cross_table.told(table)]
