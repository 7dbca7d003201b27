"""What money and hours were worth in each year, among the settings."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from crm.commands import rates as commands
from crm.i18n import _
from crm.queries import rates
from crm.rules import numbers
from ui.dialogs import choices, editing
from ui.kit import fields, text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.table import Column
from ui.pages import doing
from ui.pages.desk import Desk
from ui.pages.small_list import SmallList

NAMES = ("year", "euro", "hour_rate_cap", "hours_cap", "source")


class RateCard(SmallList):
    """The euro by which the size of companies is told, and the caps of hours: add, edit, remove."""

    def __init__(self, desk: Desk) -> None:
        columns = [
            Column("year", _("Year"), 80, show=lambda row: str(row.year), sortable=False),
            Column("euro", _("One euro"), 110, "right", show=lambda row: _money(row.euro), sortable=False),
            Column("hour_rate_cap", _("Highest hourly rate"), 150, "right", show=_cap, sortable=False),
            Column("hours_cap", _("Most hours"), 110, "right", show=_hours, sortable=False),
            Column("source", _("Read where"), 220, sortable=False),
        ]
        self._lacking = text.label("", "muted", wrap=True)
        super().__init__(desk, _("Rates of the years"), columns, add=_("New year"), remove=_("Remove"))
        self.body.addWidget(self._lacking)

    def read(self) -> None:
        """Read all again, and say of which years the euro is missing."""
        super().read()
        years = rates.lacking()
        told = _("Organisations have accounts of these years, and the euro is not known: {years}.")
        self._lacking.setText(told.format(years=", ".join(map(str, years))))
        self._lacking.setVisible(bool(years) and self.parentWidget() is not None)

    def rows(self) -> Mapping[int, rates.RateRow]:
        """Every year that has rates, newest first."""
        return {row.id: row for row in rates.all()}

    def edit(self, id: int | None) -> Dialog:
        """Ask for the rates of a new year, or change those of one."""
        known = self.rows()
        form = Form(
            [
                choices.year("year", _("Year")),
                choices.money("euro", _("One euro"), hint=_("The average of the year at Norges Bank.")),
                choices.money("hour_rate_cap", _("Highest hourly rate"), hint=_("Empty: as the settings say.")),
                choices.hours("hours_cap", _("At most in a year")),
                fields.text("source", _("Read where")),
            ]
        )
        row = known.get(id) if id is not None else None
        if row is None:
            missing = rates.lacking()
            following = max((one.year + 1 for one in known.values()), default=self.desk.today().year - 1)
            form.set_values({"year": missing[0] if missing else following})
            dialog = Dialog(self.window(), _("Rates of a new year"), save=_("Add"), form=form, width=420)
            dialog.on_save(lambda: commands.put(**form.values()))
        else:
            form.set_values({name: getattr(row, name) for name in NAMES})
            dialog = Dialog(self.window(), _("Edit the rates of {year}").format(year=row.year), form=form, width=420)

            def version() -> int:
                return next((one.version for one in rates.all() if one.id == row.id), row.version)

            def save(changed: dict[str, Any], seen: int) -> None:
                commands.edit(row.id, seen=seen, **changed)

            editing.save_changes(dialog, form, "year_rate", version=version, save=save)
        dialog.open()
        form.widget("year" if row is None else "euro").setFocus()
        return dialog

    def archive(self, id: int) -> None:
        """Forget the rates of a year."""
        commands.remove(id)
        doing.told(self.desk, _("Removed."))


def _money(amount: int | None) -> str:
    return "" if amount is None else f"{numbers.show_decimal(Decimal(amount) / 100)}\u00a0kr"


def _cap(row: rates.RateRow) -> str:
    return _money(row.hour_rate_cap)


def _hours(row: rates.RateRow) -> str:
    return "" if row.hours_cap is None else _("{hours} h").format(hours=numbers.show_hours(row.hours_cap))
