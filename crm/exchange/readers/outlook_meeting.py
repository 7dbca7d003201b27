"""The appointment in an Outlook item, with the identifier that its .ics has ([MS-OXOCAL], [MS-OXCICAL])."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from crm.exchange import letters
from crm.exchange.letters import Letter
from crm.exchange.readers import appointments, post_refusals, tidy
from crm.exchange.readers.calendar_times import EARLIEST, LATEST, Moment
from crm.exchange.readers.outlook_store import Store
from crm.i18n import _
from crm.rules import zones

_APPOINTMENT = UUID("00062002-0000-0000-c000-000000000046")
_MEETING = UUID("6ed8da90-450b-101b-98da-00aa003f1305")
_START, _END, _ALL_DAY, _PLACE = 0x820D, 0x820E, 0x8215, 0x8208
_SEQUENCE, _RECURRING, _REPLACES = 0x8201, 0x8223, 0x8228
_ID, _CLEAN_ID = 0x0003, 0x0023
_OLD_START, _OLD_END = 0x0060, 0x0061
_FOREIGN = b"vCal-Uid\x01\x00\x00\x00"
_DAY_AT, _LENGTH_AT = 16, 36
_LONGEST_MINUTES = 60 * 24 * 14


def read(store: Store, mail: Letter, kind: str, name: str) -> list[Letter]:
    """The appointment as the only letter; `mail` is what the item says besides, `kind` its class in capitals.

    Raises CrmError where it does not say when.
    """
    problems = list(mail.problems)
    start, end = _when(store, _START, _OLD_START), _when(store, _END, _OLD_END)
    all_day = bool((store.number(store.named(_APPOINTMENT, _ALL_DAY)) or 0) & 1)
    home = _home(start, all_day=all_day)
    if home is None:
        raise post_refusals.unusable(name, _("It does not say when it begins."))
    recurring = bool((store.number(store.named(_APPOINTMENT, _RECURRING)) or 0) & 1)
    uid, one_of = _uid(store)
    if not uid:
        problems.append(_("It has no identifier: the same invitation will not be recognised again."))
    elif (recurring or one_of) and start is not None:
        uid = f"{uid}/{Moment(_when(store, _REPLACES, 0) or start).id()}"
    if recurring and not one_of:
        problems.append(_("It is a series; this is the first time. Save it as .ics to choose another."))
    place = store.text(store.named(_APPOINTMENT, _PLACE))
    cancelled = kind.startswith("IPM.SCHEDULE.MEETING.CANCEL")
    letter = replace(
        mail,
        kind="calendar",
        method="CANCEL" if cancelled else "REQUEST" if kind.startswith("IPM.SCHEDULE") else "PUBLISH",
        uid=uid,
        sequence=max(store.number(store.named(_APPOINTMENT, _SEQUENCE)) or 0, 0),
        day=home.date(),
        time="" if all_day else home.strftime("%H:%M"),
        minutes=None if all_day else _minutes(start, end, problems),
        all_day=all_day,
        place=place,
        online=tidy.is_online(place, mail.text),
        cancelled=cancelled,
        text=tidy.without_boilerplate(mail.text),
        people=tuple(sorted(mail.people, key=lambda one: one.role != letters.ORGANISER)),
        problems=tuple(problems),
    )
    return [tidy.letter(letter)]


def _when(store: Store, named: int, plain: int) -> datetime | None:
    found = store.when(store.named(_APPOINTMENT, named)) or (store.when(plain) if plain else None)
    return found if found is not None and EARLIEST <= found.date() <= LATEST else None


def _home(start: datetime | None, *, all_day: bool) -> datetime | None:
    if start is None:
        return None
    home = zones.at_home(start)
    # A whole day begins at midnight where it was planned: an hour off in Finland or England
    return home + timedelta(hours=12) if all_day and home.hour >= 12 else home


def _minutes(start: datetime | None, end: datetime | None, problems: list[str]) -> int | None:
    took = int((end - start).total_seconds() // 60) if start is not None and end is not None else -1
    if 0 <= took <= _LONGEST_MINUTES:
        return took
    problems.append(_("It does not say how long it takes."))
    return None


def _uid(store: Store) -> tuple[str, bool]:
    """The UID that the same appointment has as .ics, and whether it is one of a series."""
    data = store.data(store.named(_MEETING, _ID)) or store.data(store.named(_MEETING, _CLEAN_ID))
    if len(data) < _LENGTH_AT + 4:
        return "", False
    one_of = data[_DAY_AT : _DAY_AT + 4] != b"\x00\x00\x00\x00"
    said = data[_LENGTH_AT + 4 :]
    if said.startswith(_FOREIGN):
        # Made by another program, whose own UID stands inside
        return appointments.uid(said[len(_FOREIGN) :].rstrip(b"\x00").decode("utf-8", "replace")), one_of
    clean = data[:_DAY_AT] + b"\x00\x00\x00\x00" + data[_DAY_AT + 4 :]
    return clean.hex().upper()[:470], one_of
