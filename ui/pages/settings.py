"""Settings: how it looks here, who one is, what the cluster is, its staff and focus areas."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from crm.changes import Changes
from crm.i18n import _
from crm.queries import staff
from ui.kit import fields, text, theme, tokens
from ui.kit.cards import Card
from ui.kit.page_header import PageHeader
from ui.pages import halves
from ui.pages.activity_template_card import ActivityTemplateCard
from ui.pages.backup_card import BackupCard
from ui.pages.caps_card import CapsCard
from ui.pages.cluster_form import ClusterForm
from ui.pages.desk import Desk, Page, Preference
from ui.pages.focus_card import FocusCard
from ui.pages.own_fields_card import OwnFieldsCard
from ui.pages.protect_card import ProtectCard
from ui.pages.rate_card import RateCard
from ui.pages.staff_card import StaffCard
from ui.pages.template_card import TemplateCard
from ui.pages.words_card import WordsCard


class SettingsPage(Page):
    """Cards below each other; each change is kept at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._choices: dict[str, QComboBox] = {}
        self.cluster = ClusterForm(desk)
        self.backups = BackupCard(desk)
        self.protection = ProtectCard(desk)
        self.staff = StaffCard(desk)
        self.focus_areas = FocusCard(desk)
        self.own_fields = OwnFieldsCard(desk)
        self.templates = TemplateCard(desk)
        self.caps = CapsCard(desk)
        self.rates = RateCard(desk)
        self.activity_templates = ActivityTemplateCard(desk)
        self._signs = QComboBox()
        inner = QWidget()
        inner.setMaximumWidth(theme.px(820))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, tokens.M, tokens.M)
        column.setSpacing(tokens.M)
        column.addWidget(self._here())
        column.addWidget(self.backups)
        column.addWidget(self.protection)
        cluster = Card(_("The cluster"))
        cluster.body.addWidget(self.cluster)
        column.addWidget(cluster)
        column.addWidget(self.staff)
        column.addWidget(self.focus_areas)
        column.addWidget(self.own_fields)
        column.addWidget(WordsCard(desk))
        column.addWidget(self.caps)
        column.addWidget(self.rates)
        column.addWidget(self.templates)
        column.addWidget(self.activity_templates)
        column.addStretch(1)
        self.body.addWidget(PageHeader(self.title))
        self.body.addWidget(halves.scrolling(inner), 1)
        self._list_staff()

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Settings")

    def react(self, changes: Changes) -> None:
        """Show what is kept now."""
        if changes.touches("setting"):
            self.cluster.read()
            self.caps.read()
        if changes.touches("staff"):
            self.staff.read()
            self._list_staff()
        if changes.touches("focus_area"):
            self.focus_areas.read()
        if changes.touches("own_field", "own_choice", "own_value"):
            self.own_fields.read()
        if changes.touches("year_rate", "organisation", "organisation_year"):
            self.rates.read()
        if changes.touches("log_template", "log_template_task"):
            self.templates.read()
        if changes.touches("activity_template"):
            self.activity_templates.read()

    def refresh(self) -> None:
        """Read everything again."""
        self.cluster.read()
        self.caps.read()
        self.staff.read()
        self.focus_areas.read()
        self.own_fields.read()
        self.templates.read()
        self.rates.read()
        self.activity_templates.read()
        self._list_staff()

    def _here(self) -> Card:
        card = Card(_("On this computer"))
        for preference in self.desk.preferences():
            card.body.addWidget(self._line(preference.label, preference.description, self._choice(preference)))
        fields.still(self._signs)
        self._signs.setAccessibleName(_("You are"))
        self._signs.activated.connect(lambda _place: self.desk.sign_as(self._signs.currentData()))
        why = _("Who signs what is written here; it stands in the history.")
        card.body.addWidget(self._line(_("You are"), why, self._signs))
        return card

    def _choice(self, preference: Preference) -> QComboBox:
        combo = self._choices[preference.name] = QComboBox()
        fields.still(combo)
        fields.set_choices(combo, preference.choices)
        combo.setCurrentIndex([value for value, _label in preference.choices].index(preference.value))
        combo.setAccessibleName(preference.label)
        combo.setAccessibleDescription(preference.description)
        combo.activated.connect(lambda _place: self.desk.prefer(preference.name, combo.currentData()))
        return combo

    def _line(self, label: str, description: str, widget: QWidget) -> QWidget:
        made = QWidget()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text.label(label, "strong"))
        words.addWidget(text.label(description, "muted", wrap=True))
        line = QHBoxLayout(made)
        line.setContentsMargins(0, tokens.XS, 0, tokens.XS)
        line.setSpacing(tokens.L)
        line.addLayout(words, 1)
        widget.setMinimumWidth(theme.px(190))
        line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        return made

    def _list_staff(self) -> None:
        listed: list[tuple[Any, str]] = [
            (None, _("Nobody in particular")),
            *((row.id, row.name) for row in staff.all()),
        ]
        fields.set_choices(self._signs, listed)
        ids = [value for value, _label in listed]
        signs = self.desk.signs()
        self._signs.setCurrentIndex(ids.index(signs) if signs in ids else 0)
