"""Writing the cluster's own figures: what of the records that a filter finds is counted or summed."""

from typing import Any

from crm.commands import write
from crm.commands.command import command
from crm.errors import Invalid
from crm.i18n import N_, _
from crm.queries import own_figures as queries
from crm.queries.lists import conditions as filters
from crm.queries.lists import different, fields
from crm.records.own_figure import OwnFigure
from crm.store import journal
from crm.store.database import value

UNITS = {"money": "kroner", "hours": "hours"}
"""The unit of a sum by the kind of its field; that of any other is a number."""


@command(N_("Add figure «{name}»"))
def add(name_nb: str, *, about: str, measure: str = "count", conditions: str = "", **values: Any) -> int:
    """Keep a new figure of one's own; returns its id. It joins the report from now on.

    `about` is the table of the records, `conditions` their filter as JSON (crm.queries.lists.conditions), `measure`
    count, people, organisations or sum; a sum has a `field` of the list that can be summed. Other `values` are
    `name_en`. Raises Invalid, CrmError for a filter that the list does not know.
    """
    position = value("SELECT coalesce(max(position) + 1, 0) FROM own_figure")
    given = {"name_nb": name_nb.strip(), "about": about, "measure": measure, "conditions": conditions, **values}
    journal.current().describe(name=name_nb.strip())
    return write.insert(OwnFigure(key=queries.next_key(), position=position, **_checked(given)))


@command(N_("Edit figure «{name}»"))
def edit(figure: int, *, seen: int | None = None, **values: Any) -> None:
    """Change a figure of one's own; reports that are frozen keep what it was. Raises Invalid, Conflict, CrmError."""
    record = write.get(OwnFigure, figure)
    names = ("name_nb", "name_en", "about", "measure", "field", "conditions")
    whole = {name: getattr(record, name) for name in names} | values
    journal.current().describe(name=write.change(OwnFigure, figure, _checked(whole), seen=seen).name_nb)


@command(N_("Archive figure «{name}»"))
def archive(figure: int) -> None:
    """Leave a figure out of the reports to come."""
    journal.current().describe(name=write.change(OwnFigure, figure, {"archived": True}).name_nb)


@command(N_("Restore figure «{name}»"))
def restore(figure: int) -> None:
    """Let an archived figure join the report again."""
    journal.current().describe(name=write.change(OwnFigure, figure, {"archived": False}).name_nb)


def _checked(given: dict[str, Any]) -> dict[str, Any]:
    """The values with what follows from them. Raises Invalid for what does not go together."""
    about, measure, field = given["about"], given["measure"], given.get("field", "")
    if about not in fields.LISTS:
        raise Invalid({"about": _("Choose one.")})
    if measure in different.MEASURES and about not in different.MEASURES[measure]:
        raise Invalid({"measure": _("These records name none of them.")})
    unit = "count"
    if measure == "sum":
        summed = fields.find(about, field) if field else None
        if summed is None or not summed.sums:
            raise Invalid({"field": _("Choose what is added up.")})
        unit = UNITS.get(summed.kind, "count")
    if given.get("conditions"):
        filters.from_json(about, given["conditions"])
    return given | {"field": field if measure == "sum" else "", "unit": unit}
