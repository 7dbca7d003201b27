"""The line that tells of meetings which count for another organisation than the positions say, and leads to them."""

from crm.i18n import _
from crm.queries import attributions
from ui.kit.bar import Bar
from ui.pages import doing
from ui.pages.desk import Desk


class Doubts(Bar):
    """Hidden while there is nothing to mend; `about(person)` asks for one person, `about(None)` for all."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(closable=False)
        self._desk = desk
        self._person: int | None = None

    def about(self, person: int | None) -> None:
        """Ask anew whether something is in doubt."""
        if person != self._person:
            self.clear()
        self._person = person
        key = "doubts.all" if person is None else "doubts.person"
        self._desk.questions.ask(key, lambda: len(attributions.doubts(person)), self._show)

    def _show(self, count: int) -> None:
        from ui.dialogs import counts_for

        if count and self._desk.writable():
            self.say(counts_for.notice(count), "warning", _("Look…"), self._look)
        else:
            self.clear()

    def _look(self) -> None:
        from ui.dialogs import counts_for

        dialog = counts_for.ask(self.window(), person=self._person)
        dialog.saved.connect(lambda words: doing.told(self._desk, words))
