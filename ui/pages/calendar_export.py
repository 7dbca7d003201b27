"""Follow-ups as a calendar file that Outlook opens: chosen ones, or all that are open with the planned meetings."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from crm.i18n import _, ngettext
from crm.progress import Progress
from ui.pages.desk import Desk

ENDING = ".ics"


def ask(desk: Desk, ids: Sequence[int] | None = None) -> None:
    """Ask where to, and write the open follow-ups among `ids`, or all and the planned meetings."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = _("Follow-ups {day}").format(day=desk.today().isoformat())
    kind = _("Calendar file") + f" (*{ENDING})"
    proposed = str(Path(folder) / f"{name}{ENDING}")
    chosen, _kind = QFileDialog.getSaveFileName(desk.window(), _("Follow-ups for Outlook"), proposed, kind)
    if chosen:
        path = Path(chosen)
        write(desk, path if path.suffix.lower() == ENDING else path.with_name(path.name + ENDING), ids)


def write(desk: Desk, path: Path, ids: Sequence[int] | None) -> None:
    """Write it in the worker; a toast says when it is there and opens it."""

    def work(_progress: Progress) -> int:
        from crm.exchange import calendar_export

        return calendar_export.export(path, now=datetime.now().astimezone(), ids=ids, meetings=ids is None)

    def done(count: int) -> None:
        words = ngettext("{count} entry written to {file}", "{count} entries written to {file}", count)
        told = words.format(count=count, file=path.name)
        desk.say(told, _("Open"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))

    desk.jobs.run(work, title=_("Follow-ups for Outlook"), window=desk.window(), done=done)
