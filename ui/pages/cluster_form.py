"""What is true of the cluster itself: each field is kept when it is left (UX.md 12)."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.commands import settings as commands
from crm.errors import Invalid
from crm.i18n import _
from crm.queries import settings
from crm.rules import dates, folding, orgnr, places
from ui.kit import fields
from ui.kit.forms import Form
from ui.pages.desk import Desk

DAYS = ("contract_start", "contract_end")
NUMBERS = (
    "contact_every_days",
    "retention_inactive_months",
    "retention_import_months",
)


class ClusterForm(QWidget):
    """Shows and keeps the settings of the register."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.form = Form(self._fields(), labels="above", columns=2)
        self.form.left.connect(self._keep)
        self.form.setEnabled(desk.writable())
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self.form)
        self.read()

    def read(self) -> None:
        """Show what is kept; a field that holds something else is left as it is while it has the focus."""
        known = settings.values()
        shown: dict[str, Any] = {name: known.get(name, "") for name in self.form.fields}
        shown["cluster_org_number"] = orgnr.show(shown["cluster_org_number"]) if shown["cluster_org_number"] else ""
        for name in DAYS:
            shown[name] = date.fromisoformat(shown[name]) if shown[name] else None
        for name in NUMBERS:
            shown[name] = int(shown[name]) if shown[name].isdigit() else None
        self.form.set_values(shown)
        self.form.settle()

    def _fields(self) -> list[fields.Field]:
        today = self.desk.today()
        listed = sorted(places.municipalities(), key=lambda place: folding.sort_key(place.name))
        town = [(place.code, place.name) for place in listed]

        def day(name: str, label: str) -> fields.Field:
            return fields.day(name, label, parse=lambda words: dates.parse(words, today), show=dates.show)

        return [
            fields.text("cluster_name", _("Name of the cluster"), required=True),
            fields.text("cluster_org_number", _("Organisation number"), placeholder=_("nine digits")),
            fields.choice("hq_municipality_code", _("Head office"), choices=town),
            fields.text("programme_level", _("Programme level"), placeholder=_("Arena, NCE, Mature cluster …")),
            day("contract_start", _("Contract from")),
            day("contract_end", _("Contract to")),
            fields.number("contact_every_days", _("Speak with each member every"), suffix=_("days"), most=3650),
            fields.number("retention_inactive_months", _("Ask about people after"), suffix=_("months")),
            fields.number("retention_import_months", _("Keep lists that came in"), suffix=_("months")),
        ]

    def _keep(self, name: str) -> None:
        self.form.clear_problems()
        try:
            kept = self._stored(name, self.form.fields[name].get())
        except Invalid as problem:
            self.form.show_problems({name: " ".join(problem.fields.values())})
            return
        if settings.get(name) == kept:
            return
        if name == "hq_municipality_code":
            commands.put(hq_municipality_code=kept, county_codes=kept[:2])
        else:
            commands.put(**{name: kept})
        self.desk.say(_("Saved."))

    def _stored(self, name: str, value: Any) -> str:
        """The value as the register keeps it; raises Invalid({"": sentence})."""
        if name == "cluster_name" and not value:
            raise Invalid({"": _("Say what the cluster is called.")})
        if name == "cluster_org_number" and value:
            value = orgnr.clean(value)
            if not orgnr.valid(value):
                raise Invalid({"": _("This is no organisation number: nine digits, the last a check digit.")})
        if isinstance(value, date):
            return value.isoformat()
        return "" if value is None else str(value)
