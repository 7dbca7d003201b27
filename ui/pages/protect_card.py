"""Whether the register is under a passphrase, among the settings."""

from PySide6.QtWidgets import QHBoxLayout

from crm.commands import protection as commands
from crm.i18n import _
from crm.queries import protection
from ui.dialogs import protect, unprotect
from ui.kit import text, tokens
from ui.kit.buttons import button
from ui.kit.cards import Card
from ui.kit.dialog import Dialog
from ui.pages.desk import Desk


class ProtectCard(Card):
    """Says how it is, and puts the register under a passphrase, another one, or none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Protect this register"))
        self.desk = desk
        self._how = text.label("", "muted", wrap=True)
        self.on = button("", self.protect, icon="lock")
        self.off = button(_("Remove protection…"), self.take_away)
        self.again = button(_("Ask for it here again"), self._ask_again)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S)
        for one in (self.on, self.off, self.again):
            one.setEnabled(desk.writable())
            buttons.addWidget(one)
        buttons.addStretch(1)
        self.body.addWidget(self._how)
        self.body.addLayout(buttons)
        self.read()

    def read(self) -> None:
        """Show how it is now."""
        was, kept = protection.is_protected(), protection.is_kept()
        if not was:
            words = _(
                "Anybody who gets the file or this computer can read it. Under a passphrase nobody can; that holds for"
                " its backups, attached files and drafts too."
            )
        elif kept:
            words = _(
                "The register opens with its passphrase alone. This computer's keyring knows it and is asked first."
            )
        else:
            words = _("The register opens with its passphrase alone, which is asked for each time.")
        self._how.setText(words)
        self.on.setText(_("Change the passphrase…") if was else _("Protect with a passphrase…"))
        self.off.setVisible(was)
        self.again.setVisible(kept)

    def protect(self) -> Dialog:
        """Ask for a passphrase, then write the register anew."""
        dialog = protect.ask(self.window(), name=self.desk.register())
        dialog.saved.connect(self.desk.protect)
        return dialog

    def take_away(self) -> Dialog:
        """Ask whether it may go, then write the register anew."""
        dialog = unprotect.ask(self.window(), name=self.desk.register())
        dialog.saved.connect(lambda _nothing: self.desk.protect(None))
        return dialog

    def _ask_again(self) -> None:
        commands.ask_again()
        self.read()
