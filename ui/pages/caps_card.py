"""What hours count for at most as own contribution, among the settings; each field is kept when it is left."""

from crm.commands import settings as commands
from crm.errors import Invalid
from crm.i18n import _
from crm.queries import hour_caps, settings
from crm.rules import contribution_words
from ui.kit import fields, text
from ui.kit.cards import Card
from ui.kit.forms import Form
from ui.pages.desk import Desk

NAMES = ("hour_rate_cap", "hour_rate_cap_ordinary", "hour_rate_cap_sole", "hours_cap_year")


class CapsCard(Card):
    """The caps of the cluster, with an example of what they leave."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Hours as own contribution"))
        self.desk = desk
        self.form = Form(
            [
                fields.number("hour_rate_cap", _("Highest hourly rate"), suffix="kr"),
                fields.number("hour_rate_cap_ordinary", _("Above this rate only with documentation"), suffix="kr"),
                fields.number("hour_rate_cap_sole", _("Highest rate of sole proprietors and partners"), suffix="kr"),
                fields.number("hours_cap_year", _("Most hours of one person in a year")),
            ],
            columns=2,
        )
        self.form.left.connect(self._keep)
        self.form.setEnabled(desk.writable())
        why = _("What is above a cap is kept and does not count. Ask the funder which numbers hold for your agreement.")
        self._example = text.label("", "muted", wrap=True)
        self.body.addWidget(text.label(why, "muted", wrap=True))
        self.body.addWidget(self.form)
        self.body.addWidget(self._example)
        self.read()

    def read(self) -> None:
        """Show what is kept, and an example."""
        known = settings.values()
        self.form.set_values({name: int(known[name]) if known[name].isdigit() else None for name in NAMES})
        caps = hour_caps.caps()
        rate, hours = caps.rate + 300_00, 20 * 60
        told = contribution_words.told(
            "hours", amount=None, minutes=hours, rate=rate, documented=True, cap=caps.rate, caps=caps
        )
        self._example.setText(_("For example: {what}").format(what=" ".join(told)))

    def _keep(self, name: str) -> None:
        self.form.clear_problems()
        try:
            value = self.form.fields[name].get()
        except Invalid as problem:
            self.form.show_problems({name: " ".join(problem.fields.values())})
            return
        kept = str(settings.DEFAULTS[name] if value is None else value)
        if settings.get(name) != kept:
            commands.put(**{name: kept})
            self.desk.say(_("Saved."))
        elif value is None:
            self.read()
