"""The worker of the window that a dialog stands over: long work never runs in the window's own thread."""

from PySide6.QtWidgets import QWidget

from ui.kit.jobs import Jobs


def jobs(widget: QWidget | None) -> Jobs:
    """The jobs of the nearest window or page with a desk; RuntimeError where there is none (a programming error)."""
    while widget is not None:
        found = getattr(getattr(widget, "desk", None), "jobs", None)
        if isinstance(found, Jobs):
            return found
        widget = widget.parentWidget()
    raise RuntimeError("this dialog needs a window with a worker")
