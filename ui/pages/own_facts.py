"""What a detail tells of a record besides its own columns: its tags, and the fields of the cluster's own."""

from functools import partial
from typing import NamedTuple

from crm.i18n import _
from crm.queries import own_fields, tags
from crm.queries.own_fields import Told
from ui.pages import reach
from ui.pages.desk import Desk
from ui.pages.sheet import Fact

TABLES = ("own_field", "own_choice", "own_value", "tag", "tagging")
"""A change of these rows may change what is told."""


class Beside(NamedTuple):
    """The tags of a record, and what stands in its fields of one's own."""

    tags: list[str]
    own: list[Told]


def read(table: str, id: int) -> Beside:
    """What is there of a record; asked beside the window, with the record itself."""
    return Beside(tags.of(table, id), own_fields.told(table, id) if table in own_fields.KINDS else [])


def facts(desk: Desk, beside: Beside) -> list[Fact]:
    """The tags, then each field under its name; a link can be opened and copied."""
    told = [Fact(_("Tags"), ", ".join(beside.tags))]
    for one in beside.own:
        if one.field.kind == "link":
            go = partial(reach.go, desk, "link", str(one.value), {})
            told.append(Fact(one.field.name, one.text, True, "link", reach.does("link"), go, tip=one.field.help))
        else:
            told.append(Fact(one.field.name, one.text, tip=one.field.help))
    return told
