"""Mails and appointments that come in from outside, to the quick log: read, chosen from, shown; nothing saved unseen.

Of several the first opens and the others wait as drafts on Today; one that the register has already is only told, or
opened for change.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from PySide6.QtWidgets import QDialog, QWidget

from crm.errors import CrmError
from crm.i18n import _, ngettext
from crm.progress import Progress
from ui import over_dialogs
from ui.frame import Frame

if TYPE_CHECKING:
    from crm.commands.attachments import Kept
    from crm.exchange.filling import Filling
    from crm.exchange.letters import Letter, Post
    from ui.kit.dialog import Dialog

Result = TypeVar("Result")


class Ways(NamedTuple):
    """What a dialog opens over now, and how the quick log is opened on a draft or on values."""

    over: Callable[[], QWidget]
    log: Callable[[str, Mapping[str, Any] | None], object]


class _Read(NamedTuple):
    name: str
    post: "Post"


Prepared = tuple["Filling", "list[Kept]"]


def take(window: Frame, files: Sequence[Path], ways: Ways, *, wait: bool = False) -> None:
    """Read mails and calendars and fill the quick log; with `wait` all of them become drafts."""
    if not _ready(window):
        return
    today = window.today()

    def work(progress: Progress) -> tuple[list[_Read], list[str]]:
        from crm.exchange import mailbag

        read: list[_Read] = []
        refused: list[str] = []
        for number, file in enumerate(files):
            progress(number, len(files), file.name)
            try:
                read.append(_Read(file.name, mailbag.read(file, today=today)))
            except CrmError as error:
                refused.append(str(error))
        return read, refused

    _run(window, work, lambda found: _Incoming(window, ways, wait).begin(*found))


def take_text(window: Frame, text: str, ways: Ways, instead: Callable[[], object] | None = None) -> bool:
    """Fill the quick log from a pasted mail, invitation or list of people; False where the text is none of these.

    Whoever lists people may as well have copied contacts: then the quick log offers to import them, with `instead`.
    """
    from crm.exchange import pasted

    raw = pasted.is_raw(text)
    letter = None if raw else pasted.read(text, window.today())
    if letter is None and not raw:
        return False
    if not _ready(window):
        return True
    name, today = _("Pasted text"), window.today()

    def work(_progress: Progress) -> tuple[list[_Read], list[str]]:
        from crm.exchange import letters, mailbag

        if letter is not None:
            return [_Read(name, letters.Post((letter,)))], []
        try:
            return [_Read(name, mailbag.read_data(text.encode("utf-8", "replace"), name, today=today))], []
        except CrmError as error:
            return [], [str(error)]

    offered = instead if letter is not None and letter.kind == "people" else None
    _run(window, work, lambda found: _Incoming(window, ways, instead=offered).begin(*found))
    return True


def _ready(window: Frame) -> bool:
    if window.file is None:
        over_dialogs.tell(window, _("First make a cluster or open one; then drop the mail again."), "info")
    elif window.read_only:
        over_dialogs.tell(window, _("This register is read-only: nothing can be logged."), "warning")
    return window.file is not None and not window.read_only


def _run(window: Frame, work: Callable[[Progress], Result], done: Callable[[Result], object]) -> None:
    window.desk.jobs.run(work, done=done, title=_("Reading the mail"), window=window)


class _Incoming:
    """What is on its way: files to choose from, letters to prepare, dialogs that wait for the one before."""

    def __init__(
        self, window: Frame, ways: Ways, wait: bool = False, instead: Callable[[], object] | None = None
    ) -> None:
        self._window, self._ways, self._wait, self._instead = window, ways, wait, instead
        self._chosen: list[Letter] = []
        self._told: list[str] = []
        self._kind = "info"

    def begin(self, read: list[_Read], refused: list[str]) -> None:
        """Go through what was read."""
        self._told += refused
        self._kind = "warning" if refused else "info"
        self._choose(read)

    def _choose(self, read: list[_Read]) -> None:
        while read:
            first, *read = read
            self._told += first.post.notes if len(first.post.letters) == 1 else ()
            if len(first.post.letters) > 1:
                self._ask(first, read)
                return
            self._chosen += first.post.letters
        if not self._chosen:
            self._tell()
            return
        _run(
            self._window, lambda progress: [_prepared(one, self._window, progress) for one in self._chosen], self._show
        )

    def _ask(self, one: _Read, others: list[_Read]) -> None:
        from ui.dialogs import pick_letter

        dialog = pick_letter.ask(
            self._ways.over(),
            one.post.letters,
            name=one.name,
            today=self._window.today(),
            notes=one.post.notes,
        )
        dialog.saved.connect(self._chosen.append)
        dialog.finished.connect(lambda: self._choose(others))

    def _show(self, prepared: list[Prepared]) -> None:
        from crm.commands import drafts
        from crm.exchange import filling as kinds
        from ui.dialogs import letter_values

        fresh = [one for one in prepared if one[0].news == kinds.NEW]
        differing = [one for one in prepared if one[0].news in (kinds.CHANGED, kinds.CANCELLED)]
        others = [one[0] for one in prepared if one not in fresh and one not in differing]
        # One dialog at a time: what somebody is writing now is not disturbed
        opens = not self._wait and self._window.logging is None
        names = [drafts.keep("", letter_values.new(*one)) for one in fresh]
        waiting = len(names) - (1 if opens and names and not differing else 0)
        if waiting:
            self._told.append(
                ngettext("{count} waits as a draft on Today.", "{count} wait as drafts on Today.", waiting).format(
                    count=waiting
                )
            )
        self._tell(others)
        if differing:
            self._open_known(differing)
        elif names and opens:
            self._ways.log(names[0], None if names[0] else letter_values.new(*fresh[0]))
            if self._instead is not None:
                self._offer(self._instead)

    def _offer(self, instead: Callable[[], object]) -> None:
        from ui.dialogs import drafting
        from ui.kit.dialog import Dialog

        dialog = self._window.logging
        if isinstance(dialog, Dialog) and dialog.form is not None:
            form, brought = dialog.form, drafting.typed(dialog.form)
            words = _("Import as a list instead")
            dialog.add_button(
                words, lambda: _leave_for(dialog, instead, drafting.typed(form) != brought), icon="import"
            )

    def _open_known(self, waiting: list[Prepared]) -> None:
        from ui.dialogs import letter_values, log_meeting

        (filling, kept), *others = waiting
        assert filling.known is not None
        dialog = log_meeting.ask(
            self._ways.over(), interaction=filling.known.id, prefilled=letter_values.changed(filling, kept)
        )
        if others:
            dialog.finished.connect(lambda: self._open_known(others))

    def _tell(self, others: Sequence["Filling"] = ()) -> None:
        """Say what needs no dialog; where it is about one record, with the way there."""
        words = " ".join([*self._told, *(one.words[0] for one in others if one.words)])
        if not words:
            return
        action, on = "", None
        if len(others) == 1 and not self._told and not isinstance(over_dialogs.over(self._window), QDialog):
            action, on = _way(self._window, others[0])
        if action:
            self._window.shell.bar.say(words, self._kind, action, on)
        else:
            over_dialogs.tell(self._window, words, self._kind)


def _leave_for(dialog: "Dialog", instead: Callable[[], object], written: bool) -> None:
    """Close the quick log and go on with the list; the draft stays only where somebody has `written` in it."""
    from ui.dialogs import drafting

    keeping = dialog.findChild(drafting.Drafting)
    if isinstance(keeping, drafting.Drafting) and not written:
        keeping.forget()
    dialog.reject()
    instead()


def _way(window: Frame, filling: "Filling") -> tuple[str, Callable[[], object] | None]:
    from crm.commands import interactions
    from crm.exchange import filling as kinds

    known = filling.known
    if known is None:
        return "", None
    if filling.news == kinds.ARCHIVED:

        def restore() -> None:
            interactions.restore(known.id)
            window.go("interactions", known.id)

        return _("Restore"), restore
    return _("Show"), lambda: window.go("interactions", known.id)


def _prepared(letter: "Letter", window: Frame, progress: Progress) -> Prepared:
    """Who is who, and the files beside the register: in the worker, which has a connection of its own."""
    from crm.commands import attachments
    from crm.exchange import filling

    filled = filling.fill(letter, window.today())
    if filled.news != filling.NEW:
        return filled, []
    return filled, [attachments.keep(one.data, one.name, progress) for one in letter.attachments]
