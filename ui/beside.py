"""What the main window shows and does beside its page: the palette, toasts, long work."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from crm.i18n import _
from ui import errands
from ui.frame import Frame

if TYPE_CHECKING:
    from ui.kit.jobs import Jobs


class Beside(Frame):
    """A window that finds and does what is asked for, says it, and goes on meanwhile."""

    _alone: "tuple[Jobs, str] | None" = None

    def open_palette(self, words: str = "") -> None:
        """Open the one line that finds everything (Ctrl+K), with what `words` find."""
        from ui.kit.palette import Palette

        found = Palette(lambda words: errands.find(self, words), _("Find people, meetings, actions…"))
        found.setParent(self, found.windowFlags())
        found.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        found.open_over(self, words)

    def say(self, words: str, action: str = "", on: Callable[[], object] | None = None) -> None:
        """Show a toast."""
        from ui.kit import toast

        toast.show(self, words, action, on)

    def work(
        self,
        work: Callable[..., Any],
        *,
        title: str = "",
        done: Callable[[Any], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        around: Callable[[], AbstractContextManager[Any]] | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> None:
        """Do long work beside the window; with a title it shows how far it has come.

        With an `around` of its own it is `alone`: it opens and closes the register by itself.
        """
        from ui.kit.jobs import Jobs

        jobs = self.desk.jobs if around is None else Jobs(around, parent=self)
        job = jobs.run(work, done=done, failed=failed, cancelled=cancelled, title=title, window=self if title else None)
        if around is not None:
            self._alone = (jobs, title)
            job.ended.connect(self.stop_alone)

    def alone(self) -> str:
        """What the work is called that has the register for itself just now; "" for none."""
        return self._alone[1] if self._alone is not None else ""

    def stop_alone(self) -> None:
        """Cancel that work, if there is any, and wait for its end."""
        running, self._alone = self._alone, None
        if running is not None:
            running[0].stop()
            running[0].deleteLater()

    def dismiss_toast(self) -> None:
        """Take the toast away."""
        from ui.kit import toast

        toast.dismiss(self)
