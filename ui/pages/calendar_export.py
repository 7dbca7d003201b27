"""Follow-ups as a calendar file that Outlook opens: chosen ones, or all that are open with the planned meetings."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from crm.i18n import _, ngettext
from crm.progress import Progress
from ui.pages.desk import Desk

ENDING = ".ics"
LISTS = (".xlsx", ".csv")


def ask(desk: Desk, ids: Sequence[int] | None = None, as_list: Callable[[Path], object] | None = None) -> None:
    """Ask where to, and write the open follow-ups among `ids`, or all and the planned meetings.

    With `as_list` a workbook or .csv can be chosen as well, which that writes.
    """
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = _("Follow-ups {day}").format(day=desk.today().isoformat())
    kind = _("Calendar file") + f" (*{ENDING})"
    if as_list is not None:
        kind += f";;{_('Excel workbook')} (*.xlsx);;{_('CSV file')} (*.csv)"
    proposed = str(Path(folder) / f"{name}{ENDING}")
    chosen, chosen_kind = QFileDialog.getSaveFileName(desk.window(), _("Follow-ups for Outlook"), proposed, kind)
    if chosen:
        path = Path(chosen)
        if path.suffix.lower() not in (*LISTS, ENDING):
            meant = next((one for one in LISTS if one in chosen_kind), ENDING)
            path = path.with_name(path.name + meant)
        if as_list is not None and path.suffix.lower() in LISTS:
            as_list(path)
            return
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
