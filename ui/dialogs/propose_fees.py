"""The fees of a year: what each membership would pay by the price list, looked over, then proposed in one step."""

from PySide6.QtWidgets import QWidget

from crm.commands import fees
from crm.errors import Invalid
from crm.i18n import _, ngettext
from crm.queries import fees as queries
from crm.queries.fees import Proposal
from crm.rules import code_lists, numbers
from ui.dialogs import choices
from ui.dialogs.ticks import Ticks
from ui.kit import text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.table import Column


def ask(parent: QWidget | None, *, year: int) -> Dialog:
    """Show what the memberships of a year would pay; those that are taken are noted as proposed."""
    form = Form([choices.year("year", _("Year"))], columns=3)
    form.set_values({"year": year})
    dialog = Dialog(parent, _("Propose fees"), save=_("Propose"), form=form, width=860)
    ticks = Ticks(
        _("Fees"),
        [
            Column("name", _("Organisation"), 210, sortable=False),
            Column("category", _("Category"), 148, sortable=False, show=_category),
            Column("employees", _("Employees"), 90, "right", sortable=False),
            Column("amount", _("Fee"), 110, "right", sortable=False, show=_amount),
            Column("basis", _("Because"), 150, sortable=False, show=_basis),
        ],
    )
    none = text.label(_("No membership of this year is without a fee."), "muted", wrap=True)
    dialog.body.addWidget(none)
    dialog.body.addWidget(ticks, 1)

    def show(*_what: object) -> None:
        try:
            rows = queries.proposals(form.value("year"))
        except Invalid:
            rows = []
        barred = [place for place, row in enumerate(rows) if row.amount is None]
        ticks.show_rows(rows, range(len(rows)), barred)
        none.setVisible(not rows)
        ticks.setVisible(bool(rows))

    def tell() -> None:
        taken: list[Proposal] = ticks.taken()
        count = len(taken)
        words = ngettext("{count} fee, {sum}", "{count} fees, {sum}", count)
        ticks.tell(words.format(count=count, sum=numbers.show_money(sum(row.amount or 0 for row in taken))))
        dialog.save_button.setEnabled(bool(taken))

    def save() -> int:
        taken: list[Proposal] = ticks.taken()
        asked: int = form.value("year")
        fees.propose(asked, [(row.membership, row.amount or 0) for row in taken])
        return asked

    def price_list() -> None:
        from ui.dialogs import fee_levels

        fee_levels.ask(dialog).finished.connect(show)

    ticks.changed.connect(tell)
    form.edited.connect(show)
    dialog.add_button(_("Price list…"), price_list, icon="money")
    dialog.on_save(save)
    show()
    dialog.open()
    ticks.view.setFocus()
    return dialog


def _category(row: Proposal) -> str:
    label = code_lists.label("membership_category", row.category)
    return label if row.network == "main" else f"{label} · {row.network}"


def _amount(row: Proposal) -> str:
    return "–" if row.amount is None else numbers.show_money(row.amount)


def _basis(row: Proposal) -> str:
    told = {"level": _("the price list"), "before": _("as last year"), "": _("no price fits")}
    return told[row.basis]
