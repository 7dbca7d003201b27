"""Random meetings, follow-ups, files and drafts, with undo, redo and take-back, against a model in plain Python.

After every deed all tables are compared with it.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from crm.commands import attachments, drafts, interactions, organisations, people, tasks
from crm.commands.interactions import FollowUp, Participant
from crm.queries import drafts as draft_queries
from crm.rules import recurrence
from crm.store import attachments as bytes_beside
from tests.crm.commands.step_machine import QUICK, Machine
from tests.crm.commands.step_model import Key, Model, Row

COLUMNS = {
    "interaction": ("subject", "held_on", "notes", "archived"),
    "interaction_participant": ("interaction_id", "person_id", "organisation_id"),
    "task": (
        *("title", "due_on", "status", "done_on", "interaction_id", "person_id", "organisation_id"),
        *("repeat_every", "repeat_unit", "archived"),
    ),
    "attachment": ("interaction_id", "name", "sha256"),
    "tag": ("name",),
    "tagging": ("tag_id", "interaction_id"),
}
REFERENCES = {
    "interaction_participant": {"interaction_id": "interaction"},
    "task": {"interaction_id": "interaction"},
    "attachment": {"interaction_id": "interaction"},
    "tagging": {"tag_id": "tag", "interaction_id": "interaction"},
}
ONCE = {
    "interaction_participant": ("interaction_id", "person_id"),
    "tagging": ("tag_id", "interaction_id"),
    "tag": ("name",),
}
MOVED = date(2026, 1, 1)  # the day on which the first person changes employer
DAYS = st.dates(date(2025, 6, 1), date(2026, 12, 1))
WORDS = st.sampled_from(["Avklaring", "Besøk på kaia", "Ødegård & sønner", "50 % «ferdig»", "Søknad; tillegg"])
TAGS = st.lists(st.sampled_from(["styret", "messe", "havbruk"]), max_size=3, unique=True)
PRESENT = st.lists(st.integers(0, 2), min_size=1, max_size=3, unique=True)
CONTENTS = st.sampled_from([b"referat", b"avtale", b""])
PROMISES = st.lists(st.tuples(WORDS, DAYS), max_size=2)


def _may_stand(model: Model, key: Key, row: Row) -> bool:
    return key[0] != "task" or (row["status"] == "done") == (row["done_on"] is not None)


class Day(Machine):
    """One register and its model."""

    def __init__(self) -> None:
        super().__init__(Model(COLUMNS, REFERENCES, ONCE, _may_stand))
        self.drafts: dict[str, str] = {}

    @initialize()
    def begin(self) -> None:
        old, new, other = (organisations.add(name) for name in ("Gammel AS", "Ny AS", "Annen AS"))
        moving = people.add(first_name="Kari", last_name="Flytter", organisation=old, from_on=date(2020, 1, 1))
        people.change_employer(moving, organisation=new, on=MOVED)
        self.people = [
            moving,
            people.add(first_name="Ola", last_name="Fast", organisation=other, from_on=date(2020, 1, 1)),
            people.add(first_name="Eva", last_name="Ledig"),
        ]
        self.employers: list[Callable[[date], int | None]] = [
            lambda day: old if day < MOVED else new,
            lambda day: other,
            lambda day: None,
        ]
        self.begun()

    # What the commands should do, said once more in plain Python.

    def _present(self, interaction: int, who: list[int], held_on: date) -> list[tuple[int, int | None]]:
        present = [(self.people[one], self.employers[one](held_on)) for one in who]
        for person, organisation in present:
            self.model.insert(
                "interaction_participant", interaction_id=interaction, person_id=person, organisation_id=organisation
            )
        return present

    def _tags(self, interaction: int, words: list[str]) -> None:
        for row in self.model.where("tagging", interaction_id=interaction):
            hung = self.model.rows["tag", self.model.rows["tagging", row]["tag_id"]]["name"]
            if hung in words:
                words = [word for word in words if word != hung]
            else:
                self.model.delete(("tagging", row))
        for word in words:
            known = self.model.where("tag", name=word)
            tag = known[0] if known else self.model.insert("tag", name=word)
            self.model.insert("tagging", tag_id=tag, interaction_id=interaction)

    def _attach(self, interaction: int, kept: attachments.Kept) -> None:
        if not self.model.where("attachment", interaction_id=interaction, sha256=kept.sha256):
            self.model.insert("attachment", interaction_id=interaction, name=kept.name, sha256=kept.sha256)

    # Meetings.

    @rule(subject=WORDS, held_on=DAYS, who=PRESENT, words=TAGS, promises=PROMISES, content=st.none() | CONTENTS)
    def log(
        self,
        subject: str,
        held_on: date,
        who: list[int],
        words: list[str],
        promises: list[tuple[str, date]],
        content: bytes | None,
    ) -> None:
        kept = [] if content is None else [attachments.keep(content, "referat.txt")]
        interactions.log(
            subject,
            held_on=held_on,
            participants=[Participant(person=self.people[one]) for one in who],
            tags=words,
            follow_ups=[FollowUp(title, due_on) for title, due_on in promises],
            attachments=kept,
        )
        made = self.model.insert("interaction", subject=subject, held_on=held_on.isoformat(), notes="", archived=0)
        present = self._present(made, who, held_on)
        self._tags(made, words)
        alone = {person for person, _at in present}, {at for _person, at in present}
        for title, due_on in promises:
            self._task(title, due_on, made, *(one.copy().pop() if len(one) == 1 else None for one in alone))
        for file in kept:
            self._attach(made, file)
        self.closed()

    @precondition(lambda self: self.has("interaction"))
    @rule(place=st.integers(0, 99), subject=st.none() | WORDS, notes=st.none() | WORDS, words=st.none() | TAGS)
    def edit(self, place: int, subject: str | None, notes: str | None, words: list[str] | None) -> None:
        row = self.some("interaction", place)
        values: dict[str, Any] = {
            name: text for name, text in (("subject", subject), ("notes", notes)) if text is not None
        }
        interactions.edit(row, tags=words, **values)
        self.model.update(("interaction", row), **values)
        if words is not None:
            self._tags(row, words)
        self.closed()

    @precondition(lambda self: self.has("interaction"))
    @rule(place=st.integers(0, 99), who=PRESENT, held_on=DAYS)
    def change_who_and_when(self, place: int, who: list[int], held_on: date) -> None:
        row = self.some("interaction", place)
        interactions.edit(row, held_on=held_on, participants=[Participant(person=self.people[one]) for one in who])
        self.model.update(("interaction", row), held_on=held_on.isoformat())
        wanted = list(who)
        for there in self.model.where("interaction_participant", interaction_id=row):
            person = self.people.index(self.model.rows["interaction_participant", there]["person_id"])
            if person in wanted:
                wanted.remove(person)
            else:
                self.model.delete(("interaction_participant", there))
        self._present(row, wanted, held_on)
        self.closed()

    @precondition(lambda self: self.has("interaction"))
    @rule(place=st.integers(0, 99))
    def archive_or_restore(self, place: int) -> None:
        row = self.some("interaction", place)
        archived = self.model.rows["interaction", row]["archived"]
        (interactions.restore if archived else interactions.archive)(row)
        self.model.update(("interaction", row), archived=1 - archived)
        self.closed()

    # Follow-ups.

    def _task(
        self, title: str, due_on: date, interaction: int | None, person: int | None, organisation: int | None
    ) -> None:
        self.model.insert(
            "task",
            title=title,
            due_on=due_on.isoformat(),
            status="open",
            done_on=None,
            interaction_id=interaction,
            person_id=person,
            organisation_id=organisation,
            repeat_every=None,
            repeat_unit="",
            archived=0,
        )

    @rule(title=WORDS, due_on=DAYS, repeat=st.none() | st.tuples(st.integers(1, 4), st.sampled_from(recurrence.NAMES)))
    def promise(self, title: str, due_on: date, repeat: tuple[int, str] | None) -> None:
        every, unit = repeat or (None, "")
        tasks.add(title, due_on=due_on, repeat_every=every, repeat_unit=unit)
        self._task(title, due_on, None, None, None)
        key = ("task", self.model.made["task"])
        self.model.rows[key] |= {"repeat_every": every, "repeat_unit": unit}
        self.closed()

    @precondition(lambda self: self.has("task"))
    @rule(place=st.integers(0, 99), on=DAYS, last=st.booleans())
    def complete(self, place: int, on: date, last: bool) -> None:
        row = self.some("task", place)
        before = self.model.rows["task", row]
        tasks.complete(row, on, last=last)
        every, unit = before["repeat_every"], before["repeat_unit"]
        if before["status"] == "open" and every and not last:
            due_on = recurrence.following(date.fromisoformat(before["due_on"]), every, unit, on)
            self.model.insert("task", **(before | {"due_on": due_on.isoformat()}))
        self.model.update(("task", row), status="done", done_on=on.isoformat(), repeat_every=None, repeat_unit="")
        self.closed()

    @precondition(lambda self: self.has("task"))
    @rule(place=st.integers(0, 99), deed=st.sampled_from(["reopen", "cancel", "snooze", "archive", "rename", "stop"]))
    def change_task(self, place: int, deed: str) -> None:
        row = self.some("task", place)
        due_on = date.fromisoformat(self.model.rows["task", row]["due_on"]) + timedelta(days=7)
        deeds: dict[str, tuple[Callable[[], None], dict[str, Any]]] = {
            "reopen": (lambda: tasks.reopen(row), {"status": "open", "done_on": None}),
            "cancel": (lambda: tasks.cancel(row), {"status": "cancelled", "done_on": None}),
            "snooze": (lambda: tasks.snooze(row, due_on), {"due_on": due_on.isoformat()}),
            "archive": (lambda: tasks.archive(row), {"archived": 1}),
            "rename": (lambda: tasks.edit(row, title="Noe annet"), {"title": "Noe annet"}),
            "stop": (lambda: tasks.end_series(row), {"repeat_every": None, "repeat_unit": ""}),
        }
        command, values = deeds[deed]
        command()
        self.model.update(("task", row), **values)
        self.closed()

    # Files.

    @precondition(lambda self: self.has("interaction"))
    @rule(place=st.integers(0, 99), content=CONTENTS, name=st.sampled_from(["a.txt", "b.pdf"]))
    def attach(self, place: int, content: bytes, name: str) -> None:
        row = self.some("interaction", place)
        kept = attachments.keep(content, name)
        attachments.add([kept], interaction=row)
        self._attach(row, kept)
        self.closed()

    @precondition(lambda self: self.has("attachment"))
    @rule(place=st.integers(0, 99), away=st.booleans())
    def remove_or_rename_file(self, place: int, away: bool) -> None:
        row = self.some("attachment", place)
        if away:
            attachments.remove(row)
            self.model.delete(("attachment", row))
        else:
            attachments.rename(row, "nytt navn.txt")
            self.model.update(("attachment", row), name="nytt navn.txt")
        self.closed()

    @rule()
    def throw_away_what_nobody_needs(self) -> None:
        attachments.tidy()

    # Drafts: no steps, and none of the others' business.

    @rule(text=WORDS, place=st.integers(0, 99), new=st.booleans())
    def keep_a_draft(self, text: str, place: int, new: bool) -> None:
        names = sorted(self.drafts)
        name = "" if new or not names else names[place % len(names)]
        self.drafts[drafts.keep(name, {"subject": text})] = text

    @precondition(lambda self: self.drafts)
    @rule(place=st.integers(0, 99))
    def drop_a_draft(self, place: int) -> None:
        name = sorted(self.drafts)[place % len(self.drafts)]
        drafts.drop(name)
        del self.drafts[name]

    @invariant()
    def all_is_as_the_model_says(self) -> None:
        for _kind, row in (key for key in self.model.rows if key[0] == "attachment"):
            assert bytes_beside.is_there(self.model.rows["attachment", row]["sha256"])
        assert {one.name: one.values["subject"] for one in draft_queries.waiting()} == self.drafts


def test_a_day_of_chance_deeds_is_what_a_plain_model_says() -> None:
    run_state_machine_as_test(Day, settings=QUICK)


@pytest.mark.soak
def test_many_long_days_of_chance_deeds_are_what_a_plain_model_says() -> None:
    run_state_machine_as_test(Day, settings=settings(QUICK, max_examples=1_500, stateful_step_count=80))
