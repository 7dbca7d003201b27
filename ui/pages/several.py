"""Several selected records changed at once: asked for, told with Undo, and the selection let go."""

from ui.kit.record_view import RecordView
from ui.pages import doing
from ui.pages.desk import Desk


def ask(desk: Desk, view: RecordView, about: str) -> None:
    """Ask what becomes of the records of a table that are selected now; those, whatever the list shows afterwards."""
    from ui.dialogs import several

    dialog = several.ask(view.window(), about=about, ids=view.selected_ids())

    def done(words: str) -> None:
        view.clearSelection()
        doing.told(desk, words)

    dialog.saved.connect(done)
