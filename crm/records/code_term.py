"""The cluster's own edits of the code lists, and its own words for what the program calls a member.

resources/code_lists.toml stays the standard and the seed; only what differs from it stands here.
"""

import re

from peewee import SQL, IntegerField

from crm.i18n import _
from crm.records.base import Record
from crm.records.fields import Code, Flag, Text, Year, check
from crm.rules import code_lists

_KEY = re.compile(r"[a-z0-9_]+")


class CodeTerm(Record):
    """How the key `code` of `list` reads from `from_year` on, in both languages; a key that is new is an entry more.

    Of several rows of one key the one with the latest `from_year` not after the year asked about counts; an empty
    `from_year` is from the beginning. After `to_year` and while `archived` the key is offered no more, but is still
    read. `position` is its place in the list, empty that of the standard; `synonyms` are what imports call it, one a
    line.
    """

    list = Text(60, required=True)
    code = Text(60, required=True)
    label_nb = Text(200, required=True)
    label_en = Text(200, required=True)
    synonyms = Text(2000)
    position = IntegerField(null=True)
    from_year = Year(null=True)
    to_year = Year(null=True)
    archived = Flag()

    class Meta:
        constraints = (check("from_year IS NULL OR to_year IS NULL OR to_year >= from_year"),)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.list not in code_lists.names():
            found["list"] = _("There is no such list.")
        if not _KEY.fullmatch(self.code or ""):
            found["code"] = _("A key has small letters, figures and _ only.")
        if self.from_year is not None and self.to_year is not None and self.to_year < self.from_year:
            found["to_year"] = _("It cannot end before it began.")
        return found


# NULLs are never equal to a unique index, so the words of the beginning have one of their own.
CodeTerm.add_index(
    CodeTerm.index(CodeTerm.list, CodeTerm.code, CodeTerm.from_year, unique=True, name="code_term_from_year").where(
        SQL("from_year IS NOT NULL")
    )
)
CodeTerm.add_index(
    CodeTerm.index(CodeTerm.list, CodeTerm.code, unique=True, name="code_term_from_the_beginning").where(
        SQL("from_year IS NULL")
    )
)


class RenamedTerm(Record):
    """What the cluster calls something in one language: its four forms, each empty where the program's word stays.

    `term` is a key such as member; in English one "partner", many "partners", the_one "the partner", the_many "the
    partners"; in bokmål partner, partnere, partneren, partnerne.
    """

    term = Text(60, required=True)
    language = Code("language", required=True, only=("nb", "en"), default="nb")
    one = Text(100)
    many = Text(100)
    the_one = Text(100)
    the_many = Text(100)

    class Meta:
        indexes = ((("term", "language"), True),)
