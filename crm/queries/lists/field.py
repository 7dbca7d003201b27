"""A field of a list: what it is called, what may stand in it, and the SQL that gives it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crm.i18n import language
from crm.queries import focus_areas, plain, staff, tags
from crm.rules import code_lists

KINDS = (*("text", "link", "number", "money", "hours", "count", "year", "date", "choice", "yes_no", "record", "many"),)
"""Numbers are whole hundredths, money whole øre, hours whole minutes; a record is the id of another one."""
NUMERIC = ("number", "money", "hours", "count", "year")


class Choice(NamedTuple):
    """What may be chosen: the key that is stored, and what is read for it."""

    key: str
    words: str


@dataclass(frozen=True)
class Field:
    """A field of a list.

    `sql` stands for one row whose alias is `{r}`; `:day` is today. Where it reads from a `source` (a name of
    crm.queries.lists.sources), that one's alias is `{s}`. Text and choices are never NULL there, other blanks are.
    `words` is SQL for what a record is called, `order` for what it is sorted by where that is not the value itself;
    `newest` gives the owners of a day that is the newest of several, by whether any of these is {sign} a parameter.
    `pairs` gives (owner, key) of a field of many words. `column` is what it edits in its record, "" for nothing;
    `own` is the id of a field of one's own, else 0. `code_list` and `options` say what may be chosen; `opens` is the
    table of the record that it names. `phrase` is how a filter by it is read where that needs no name: "in {value}",
    with {segment} for words that are no place.
    """

    key: str
    name: str
    kind: str
    sql: str
    source: str = ""
    column: str = ""
    code_list: str = ""
    options: tuple[Choice, ...] = ()
    opens: str = ""
    words: str = ""
    order: str = ""
    pairs: str = ""
    newest: str = ""
    group: str = ""
    phrase: str = ""
    shown: bool = False
    sums: bool = False
    own: int = 0

    @property
    def sorts(self) -> bool:
        """Whether a list can be sorted by it."""
        return self.kind != "many"

    @property
    def groups(self) -> bool:
        """Whether a list can be grouped by it."""
        return self.kind != "many"

    def choices(self) -> Sequence[Choice]:
        """What may be chosen, in order; nothing for a field that is written, or that names one of many records."""
        if self.options:
            return self.options
        if self.code_list:
            offered = code_lists.keys(self.code_list)
            return [Choice(key, code_lists.label(self.code_list, key)) for key in offered]
        return _RECORDS[self.opens]() if self.opens in _RECORDS else ()


def _staff() -> list[Choice]:
    return [Choice(str(row.id), row.name) for row in staff.all(archived=True)]


def _areas() -> list[Choice]:
    return [Choice(str(row.id), row.name) for row in focus_areas.all(language(), archived=True)]


def _tags() -> list[Choice]:
    return [Choice(str(tag.id), tag.name) for tag in tags.all()]


_RECORDS: dict[str, Callable[[], list[Choice]]] = {"staff": _staff, "focus_area": _areas, "tag": _tags}


def sorted_sql(field: Field) -> str:
    """SQL to sort a field by; blanks are NULL."""
    if field.order:
        return field.order
    if field.kind in ("text", "link"):
        return _collated(field.sql)
    if field.kind == "choice":
        if field.code_list:
            return plain.by_label(field.code_list, f"({field.sql})")
        return plain.by_place_of(f"({field.sql})", [choice.key for choice in field.options])
    if field.kind == "record":
        return _collated(field.words)
    return field.sql


def _collated(sql: str) -> str:
    """SQL for the sort key of a text: most are their own small letters, the others are asked of `norwegian`."""
    if "SELECT" in sql:  # another record's text is looked up once, not at each mention
        return f"(SELECT {_keyed('t')} FROM (SELECT ({sql}) AS t LIMIT 1))"
    return _keyed(sql)


def _keyed(sql: str) -> str:
    return (
        f"CASE WHEN ({sql}) = '' THEN NULL WHEN ({sql}) GLOB '*[^a-zA-Z ]*' OR instr(lower({sql}), 'aa')"
        f" OR instr({sql}, '  ') THEN norwegian({sql}) ELSE trim(lower({sql})) END"
    )


def folded(sql: str) -> str:
    """SQL for a text as it is searched (crm.rules.folding.fold)."""
    return (
        f"CASE WHEN ({sql}) GLOB '*[^ -~]*' OR instr(lower({sql}), 'aa') OR instr({sql}, '  ')"
        f" THEN folded({sql}) ELSE trim(lower({sql})) END"
    )
