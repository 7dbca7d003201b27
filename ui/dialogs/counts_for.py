"""Who stands at another organisation than the positions say: looked over, corrected or left, each in one step."""

from PySide6.QtWidgets import QWidget

from crm.commands import attributions as commands
from crm.i18n import _, ngettext
from crm.queries import attributions
from crm.queries.attributions import Doubt
from crm.rules import dates, numbers
from ui.dialogs.listing import Listing
from ui.kit import text
from ui.kit.dialog import Dialog
from ui.kit.table import Column


def notice(count: int) -> str:
    """What a page says where so many are in doubt."""
    words = ngettext(
        "{count} attendance counts for another organisation than the positions say.",
        "{count} attendances count for another organisation than the positions say.",
        count,
    )
    return words.format(count=numbers.show_int(count))


def ask(parent: QWidget | None, *, person: int | None = None) -> Dialog:
    """List them, of one person or of all, every row chosen already; `saved` tells in words what was done.

    Where the person had several positions that day, none of them the main one, the meeting or activity has to say.
    """
    found = attributions.doubts(person)
    dialog = Dialog(parent, _("Where taking part counts"), save=_("Correct"), width=980)
    dialog.body.addWidget(text.label(_about(), "muted", wrap=True))
    listed = Listing(_("Where taking part counts"), _columns(), tall=12)
    dialog.body.addWidget(listed, 1)

    def chosen() -> list[Doubt]:
        return [found[place] for place in listed.selected_ids()]

    def parted() -> tuple[list[int], list[int]]:
        """The rows of meetings and those of activities."""
        meetings = [one.id for one in chosen() if one.activity_id is None]
        return meetings, [one.id for one in chosen() if one.activity_id is not None]

    def correct() -> str:
        done = commands.mend(*parted())
        return ngettext("{count} corrected.", "{count} corrected.", done).format(count=numbers.show_int(done))

    def leave() -> None:
        done = commands.leave(*parted())
        dialog.saved.emit(ngettext("{count} left as it is.", "{count} left as they are.", done).format(count=done))
        dialog.accept()

    def choice() -> None:
        count = len(chosen())
        dialog.save_button.setEnabled(any(one.proposed_id is not None for one in chosen()))
        left.setEnabled(count > 0)

    dialog.on_save(correct)
    left = dialog.add_button(_("Leave as they are"), leave)
    left.setToolTip(_("They are meant so: do not list them again unless something about them changes."))
    listed.selection_changed.connect(lambda _count: choice())
    listed.show_rows(found)
    listed.select_ids(range(len(found)))
    choice()
    dialog.open()
    dialog.save_button.setFocus()
    return dialog


def _about() -> str:
    return _(
        "Who took part in a meeting or an activity counts for the organisation they worked at when it was written down."
        " The positions have been put right since. Choose what to correct; it can be undone."
    )


def _columns() -> list[Column]:
    def day(row: Doubt) -> str:
        return dates.show(row.held_on)

    def stored(row: Doubt) -> str:
        return row.organisation or _("No organisation")

    def proposed(row: Doubt) -> str:
        return row.proposed or _("Several: choose there")

    return [
        Column("held_on", _("Day"), 96, show=day, sortable=False),
        Column("subject", _("Meeting or activity"), 250, sortable=False),
        Column("person", _("Who"), 190, sortable=False),
        Column("organisation", _("Counts for"), 180, show=stored, sortable=False),
        Column("proposed", _("Worked that day at"), 170, show=proposed, sortable=False),
    ]
