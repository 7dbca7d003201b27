"""What there is to see of mails and appointments: the quick log filled in, one for change, one of several."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from crm.exchange import filling
from crm.exchange.letters import Letter, Someone
from crm.queries import came_before
from crm.queries import interactions as queries
from tests.pictures import calendar
from ui.app import Program

INVITATION = Letter(
    "calendar",
    method="REQUEST",
    uid="pilot@klynge.example",
    sequence=2,
    subject="Pilot for tare i Kvalsundet",
    day=calendar.DAY + timedelta(days=2),
    time="10:00",
    minutes=90,
    place="Forskningsparken, rom 2",
    text="Vi går gjennom budsjettet og fordeler oppgavene.",
    people=(
        Someone("Nordmann, Kari", "kari@nytt-firma.example"),
        Someone("Ola Vik", "ola.vik@nytt-firma.example", "optional"),
        Someone("Nora Lie", "nora@annet.example", "required", "declined"),
    ),
)


def shots() -> Iterable[tuple[str, Callable[[Program], object]]]:
    """All of them."""
    yield "letter-new", _new
    yield "letter-moved", _moved
    yield "letter-which", _which


def _new(program: Program) -> None:
    from ui.dialogs import letter_values, log_meeting

    values = letter_values.new(filling.fill(INVITATION, calendar.DAY), [])
    log_meeting.ask(program.window, prefilled=values)


def _moved(program: Program) -> None:
    from ui.dialogs import letter_values, log_meeting

    detail = queries.detail(300)
    known = came_before.Known(
        *(detail.id, detail.type, detail.status, detail.held_on, "09:00", 60, detail.place, detail.subject),
        *(INVITATION.uid, 1, "", False),
    )
    changes = (
        filling.Change("held_on", known.held_on, known.held_on + timedelta(days=1)),
        filling.Change("start_time", known.start_time, "12:30"),
    )
    letter = replace(INVITATION, subject=known.subject)
    words = tuple(map(filling.line, changes))
    found = filling.Filling(letter, filling.CHANGED, known.type, filling.there(known), None, known, changes, words)
    log_meeting.ask(program.window, interaction=known.id, prefilled=letter_values.changed(found, []))


def _which(program: Program) -> None:
    from ui.dialogs import pick_letter

    days = [calendar.DAY + timedelta(days=7 * week) for week in range(-5, 4)]
    found = [replace(INVITATION, day=day, cancelled=number == 3) for number, day in enumerate(days)]
    pick_letter.ask(program.window, found, name="invite.ics", today=calendar.DAY)
