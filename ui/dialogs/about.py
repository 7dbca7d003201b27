"""What this program is: version, licence, what it is made of; copied with one button for whoever helps."""

import platform

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from crm import __version__
from crm.i18n import _
from ui.kit import clipboard, text
from ui.kit.dialog import Dialog


def ask(parent: QWidget | None) -> Dialog:
    """Show it."""
    dialog = Dialog(parent, _("About Klynge"), save=_("Close"), width=460)
    dialog.cancel_button.hide()
    versions = [
        f"Klynge {__version__}",
        f"Python {platform.python_version()} · Qt {qVersion()}",
        f"{platform.system()} {platform.release()} ({platform.machine()})",
    ]
    what = _("A register for innovation clusters: members, people, meetings, follow-ups, and the annual report.")
    dialog.body.addWidget(text.label(what, wrap=True))
    dialog.body.addWidget(text.label("\n".join(versions), "muted", wrap=True, selectable=True))
    free = _("Free software under the MIT licence; Qt and PySide6 are used under the LGPL.")
    dialog.body.addWidget(text.label(free, "muted", wrap=True))
    home = _("Everything stays on this computer: Klynge sends nothing and never uses the network.")
    dialog.body.addWidget(text.label(home, "muted", wrap=True))
    copy = dialog.add_button(_("Copy"), lambda: _copied(), icon="copy")

    def _copied() -> None:
        clipboard.copy_text("\n".join(versions))
        copy.setText(_("Copied"))

    dialog.open()
    dialog.save_button.setFocus()
    return dialog
