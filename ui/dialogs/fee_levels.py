"""The price list of memberships: what each category and size pays."""

from PySide6.QtWidgets import QWidget

from crm.commands import fees
from crm.i18n import _
from crm.queries import fees as queries
from crm.queries import ledger
from crm.rules import fee_levels as rules
from crm.rules import numbers
from crm.rules.fee_levels import Level
from ui.dialogs import choices, editing
from ui.dialogs.listing import Listing
from ui.kit import fields, text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.table import Column


def ask(parent: QWidget | None) -> Dialog:
    """Show the price list; Enter edits a line of it."""
    dialog = Dialog(parent, _("Price list"), save=_("Close"), width=700)
    told = _(
        "Where several lines fit a member, the one with the most conditions counts, and of equals the newest. Fees that"
        " are set already stay."
    )
    listing = Listing(
        _("Price list"),
        [
            Column("category", _("Category"), 150, sortable=False, show=_category),
            Column("size", _("Size"), 160, sortable=False, show=_size),
            Column("years", _("Years"), 110, sortable=False, show=_years),
            Column("amount", _("Fee"), 110, "right", sortable=False, show=lambda row: numbers.show_money(row.amount)),
            Column("minutes", _("Own work"), 90, "right", sortable=False, show=_hours),
        ],
        tall=8,
    )
    dialog.body.addWidget(text.label(told, "muted", wrap=True))
    dialog.body.addWidget(listing, 1)

    def show(*_saved: object) -> None:
        listing.show_rows(queries.levels())

    def edit(_place: object = None) -> None:
        level: Level | None = listing.current_row()
        if level is not None:
            ask_level(dialog, level=level).saved.connect(show)

    dialog.add_button(_("New line…"), lambda: ask_level(dialog).saved.connect(show), icon="plus")
    dialog.add_button(_("Edit…"), edit, icon="edit")
    listing.opened.connect(edit)
    dialog.on_save(lambda: None)
    dialog.cancel_button.hide()
    show()
    dialog.open()
    listing.setFocus()
    return dialog


def ask_level(parent: QWidget | None, *, level: Level | None = None) -> Dialog:
    """A line of the price list, new or edited."""
    form = Form(
        [
            choices.code("category", _("Category"), "membership_category", blank=True),
            choices.code("size_class", _("Size"), "size_class", blank=True),
            fields.number("employees_from", _("Employees from"), most=1_000_000),
            fields.number("employees_to", _("Employees up to"), most=1_000_000),
            choices.money("amount", _("Fee a year"), required=True),
            choices.hours("minutes", _("Own work a year")),
            fields.number("from_year", _("From the year"), least=1900, most=2200),
            fields.number("to_year", _("To the year"), least=1900, most=2200),
            fields.choice("network", _("Network"), choices=list(ledger.networks())),
        ],
        columns=2,
    )
    form.set_values({"network": "main"} if level is None else level._asdict())
    form.set_visible("network", len(ledger.networks()) > 1)
    title = _("New line of the price list") if level is None else _("Line of the price list")
    dialog = Dialog(parent, title, form=form, width=480)
    if level is None:
        dialog.on_save(lambda: fees.add_level(**form.values()))
    else:
        known = level

        def version() -> int:
            return next((row.version for row in queries.levels() if row.id == known.id), known.version)

        def save(changed: dict[str, object], seen: int) -> None:
            fees.edit_level(known.id, seen=seen, **changed)

        editing.save_changes(dialog, form, "fee_level", version=version, save=save)
        editing.offer_removal(dialog, lambda: fees.remove_level(known.id))
    dialog.ask_before_losing()
    dialog.open()
    form.widget("category").setFocus()
    return dialog


def _category(row: Level) -> str:
    return rules.category_words(row.category, row.network)


def _size(row: Level) -> str:
    return rules.size_words(row.size_class, row.employees_from, row.employees_to)


def _years(row: Level) -> str:
    if row.from_year is None and row.to_year is None:
        return "–"
    if row.to_year is None:
        return _("from {year}").format(year=row.from_year)
    if row.from_year is None:
        return _("until {year}").format(year=row.to_year)
    return f"{row.from_year}–{row.to_year}" if row.from_year != row.to_year else str(row.from_year)


def _hours(row: Level) -> str:
    return _("{hours} h").format(hours=numbers.show_hours(row.minutes)) if row.minutes else ""
