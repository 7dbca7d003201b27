"""What is shown of a fee, in the table and in a file."""

from typing import Any

from crm.i18n import _
from crm.queries.fees import FeeLine
from crm.rules import code_lists, dates, numbers
from ui.kit.table import Column
from ui.pages import export
from ui.pages.desk import Desk


def columns(desk: Desk) -> list[Column]:
    """The columns of the table."""

    def money(line: FeeLine) -> str:
        return numbers.show_money(line.amount)

    def state(line: FeeLine) -> str:
        return _state(line, desk)

    def color(line: FeeLine) -> str:
        return "overdue" if line.overdue(desk.today()) else line.state

    return [
        Column("name", _("Organisation"), 204, icon=lambda line: "building"),
        Column("category", _("Category"), 130, show=_category, sortable=False),
        Column("amount", _("Fee"), 96, "right", show=money),
        Column("state", _("State"), 104, show=state, pair=color),
        Column("reference", _("Invoice number"), 116, sortable=False),
        Column("invoiced_on", _("Invoiced"), 96, show=lambda line: _day(line.invoiced_on)),
        Column("due_on", _("To be paid by"), 104, show=lambda line: _day(line.due_on)),
        Column("paid_on", _("Paid"), 96, show=lambda line: _day(line.paid_on)),
    ]


def outs(desk: Desk) -> tuple[export.Out, ...]:
    """What is written to a file of each fee."""
    return (
        export.Out(_("Year"), lambda line: line.year, "int"),
        export.Out(_("Organisation"), lambda line: line.name),
        export.Out(_("Org. number"), lambda line: line.org_number, "code"),
        export.Out(_("Membership category"), _category),
        export.Out(_("Fee"), lambda line: line.amount, "money"),
        export.Out(_("State"), lambda line: _state(line, desk)),
        export.Out(_("Invoice number"), lambda line: line.reference, "code"),
        export.Out(_("Invoiced"), lambda line: line.invoiced_on, "day"),
        export.Out(_("To be paid by"), lambda line: line.due_on, "day"),
        export.Out(_("Paid"), lambda line: line.paid_on, "day"),
    )


def labels() -> dict[str, str]:
    """What the cards above the table are called, by the state they count."""
    return {
        "proposed": _("Proposed"),
        "invoiced": _("Invoiced, not paid"),
        "overdue": _("Overdue"),
        "paid": _("Paid"),
    }


def _state(line: FeeLine, desk: Desk) -> str:
    if line.overdue(desk.today()):
        return _("Overdue")
    return {"proposed": _("Proposed"), "invoiced": _("Invoiced"), "paid": _("Paid")}[line.state]


def _category(line: FeeLine) -> str:
    label = code_lists.label("membership_category", line.category)
    return label if line.network == "main" else f"{label} · {line.network}"


def _day(day: Any) -> str:
    return dates.show(day) if day is not None else ""
