"""A mail list: what it is for, who gets it, who is left out and why; then Outlook, Mailchimp, Word, cards, labels."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QFont
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from crm.exchange.writers import pdf_file
from crm.i18n import _, ngettext
from crm.progress import Progress, silent
from crm.queries import mailing as queries
from crm.queries.mailing import INVITATION, NEWSLETTER, SERVICE, Left, Mailing, Recipient
from crm.rules import file_names, numbers
from crm.rules import mailing as rules
from ui.dialogs.listing import Listing
from ui.dialogs.working import WorkDialog
from ui.kit import clipboard, fields, labels, printing, text
from ui.kit.forms import Form
from ui.kit.table import Column

OUTLOOK, MAILCHIMP, MERGE, CARDS, LABELS = "outlook", "mailchimp", "merge", "cards", "labels"
ENDINGS = {MAILCHIMP: ".csv", MERGE: ".xlsx", CARDS: ".vcf", LABELS: ".pdf"}


def ask(
    parent: QWidget | None, *, people: Sequence[int], organisations: Sequence[int] = (), title: str, today: date
) -> "MailingDialog":
    """Ask what a mailing to these people is for, and make its list; `organisations` give their own addresses.

    `saved` tells how many are on it.
    """
    dialog = MailingDialog(parent, people, organisations, title, today)
    dialog.open()
    dialog.look()
    (dialog.save_button if dialog.save_button.isEnabled() else dialog.cancel_button).setFocus()
    return dialog


class MailingDialog(WorkDialog):
    """Nothing leaves before it was said how many get it and who does not."""

    def __init__(
        self, parent: QWidget | None, people: Sequence[int], organisations: Sequence[int], title: str, today: date
    ) -> None:
        super().__init__(parent, _("Mail list: {name}").format(name=title), save=_("Copy for Outlook"), width=760)
        self._people, self._organisations = tuple(people), tuple(organisations)
        self._title, self._today = title, today
        self.found: Mailing | None = None
        self.form = Form(
            [
                fields.choice(
                    "purpose",
                    _("What it is for"),
                    choices=[
                        (SERVICE, _("A meeting, the membership, an agreement")),
                        (NEWSLETTER, _("Newsletter")),
                        (INVITATION, _("Invitation")),
                    ],
                ),
                fields.choice(
                    "into",
                    _("What is made"),
                    choices=[
                        (OUTLOOK, _("Recipients for Outlook (To or Bcc)")),
                        (MAILCHIMP, _("List for Mailchimp (.csv)")),
                        (MERGE, _("List for a mail merge in Word (.xlsx)")),
                        (CARDS, _("Contact cards (.vcf)")),
                        (LABELS, _("Address labels, 3 x 8 on A4 (PDF)")),
                    ],
                ),
            ]
        )
        self.form.set_values({"purpose": SERVICE, "into": OUTLOOK})
        self.told = text.label("", "strong", wrap=True)
        self.why = text.label("", "muted", wrap=True)
        self.left = Listing(
            _("Who is left out"),
            [
                Column("name", _("Who is left out"), 190, sortable=False),
                Column("organisation", _("Organisation"), 190, sortable=False),
                Column("reason", _("Why"), 250, sortable=False, show=_reason),
            ],
            tall=8,
        )
        self.body.addWidget(self.form)
        self.body.addWidget(self.why)
        self.body.addWidget(self.told)
        self.body.addWidget(self.left, 1)
        self.form.edited.connect(lambda _name: self.look())
        self.save_button.setEnabled(False)

    def chosen(self) -> tuple[str, str]:
        """The purpose and what is made."""
        assert self.form is not None
        values = self.form.values()
        return values["purpose"] or SERVICE, values["into"] or OUTLOOK

    def look(self) -> None:
        """Find out who gets it."""
        purpose, into = self.chosen()
        self.found = queries.mailing(
            self._people, purpose, self._today, organisations=self._organisations, by_post=into == LABELS
        )
        self._tell(purpose, into)

    def save_now(self) -> None:
        """Copy the recipients, or ask where to and write the file."""
        found = self.found
        if not self.save_button.isEnabled() or found is None:
            return
        into = self.chosen()[1]
        if into == OUTLOOK:
            clipboard.copy_text(rules.outlook((one.name, one.email) for one in found.taken))
            self.saved.emit(len(found.taken))
            self.accept()
            return
        ending = ENDINGS[into]
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        name = file_names.safe(f"{self._title} {self._today.isoformat()}", _("Recipients"))
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save"), str(folder / f"{name}{ending}"), f"*{ending}")
        if chosen:
            path = Path(chosen)
            self.write(path if path.suffix.lower() == ending else path.with_name(path.name + ending))

    def write(self, path: Path) -> None:
        """Write the file in the worker, and open labels."""
        assert self.found is not None
        recipients, into, font = self.found.taken, self.chosen()[1], QFont(QApplication.font())

        def work(progress: Progress) -> int:
            if into == LABELS:
                return write_labels(path, recipients, font, progress)
            from crm.exchange import mail_lists

            return mail_lists.write(into, path, recipients, progress)

        def done(count: int) -> None:
            if into == LABELS:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
            self.saved.emit(count)
            self.accept()

        self.run(work, done, _("Writing {file}").format(file=path.name))

    def _tell(self, purpose: str, into: str) -> None:
        assert self.found is not None
        taken, left = len(self.found.taken), len(self.found.left)
        words = ngettext("{count} gets it", "{count} get it", taken).format(count=numbers.show_int(taken))
        out = ngettext("{count} is left out", "{count} are left out", left).format(count=numbers.show_int(left))
        self.told.setText(f"{words}, {out}." if left else f"{words}.")
        self.why.setText(_why(purpose, by_post=into == LABELS))
        self.left.show_rows(self.found.left)
        self.left.setVisible(bool(left))
        self.save_button.setText(_("Copy for Outlook") if into == OUTLOOK else _("Save…"))
        self.save_button.setEnabled(bool(taken))


def write_labels(path: Path, recipients: Sequence[Recipient], font: QFont, progress: Progress = silent) -> int:
    """Write address labels as PDF, whole or not at all; returns how many. Raises CrmError, Cancelled."""
    lines = [
        rules.label(one.organisation, one.name if one.person is not None else "", one.street, one.postal_code, one.city)
        for one in recipients
    ]
    content = printing.pdf(_("Address labels"), lambda writer: labels.put_on(writer, font, lines, progress))
    pdf_file.write(path, content, labels.sheets(lines))
    return len(lines)


def told(count: int) -> str:
    """What is said once it is made."""
    words = ngettext("Mail list with {count} recipient made.", "Mail list with {count} recipients made.", count)
    return words.format(count=numbers.show_int(count))


def _why(purpose: str, *, by_post: bool) -> str:
    if by_post:
        return _("Letters go to everybody with an address who has not objected.")
    if purpose == NEWSLETTER:
        return _("A newsletter goes to those who have consented, and to addresses of a desk such as post@.")
    if purpose == INVITATION:
        return _("Invitations go to those who have consented to them, and to addresses of a desk such as post@.")
    return _("Mail about a meeting or the membership needs no consent, but must not sell anything.")


def _reason(row: Left) -> str:
    return {
        queries.ERASED: _("Is erased"),
        queries.OBJECTED: _("Has objected to being registered"),
        queries.ARCHIVED: _("Is archived"),
        queries.GONE: _("Has left"),
        queries.REFUSED: _("Has said no to it"),
        queries.NO_CONSENT: _("Has not consented to it"),
        queries.NO_MAIL: _("Has no address"),
        queries.TWICE: _("Same address as somebody before"),
    }[row.reason]
