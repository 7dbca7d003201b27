"""Random deeds with all that a cluster does, with undo, redo and take-back, against a model in plain Python.

Memberships with fees, activities with attendance, projects with partners, contributions, goals with indicators,
results, boards, finance and yearly figures. After every deed all their tables are compared with the model.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule, run_state_machine_as_test

from crm.commands import (
    activities,
    contributions,
    fees,
    finance,
    goals,
    governance,
    memberships,
    organisation_years,
    organisations,
    people,
    projects,
    results,
)
from crm.commands.goals import Kept
from crm.errors import CrmError, Invalid
from crm.rules import goals as levels
from crm.rules import stages
from tests.crm.commands.step_machine import QUICK, Machine
from tests.crm.commands.step_model import Key, Model, Row

COLUMNS = {
    "membership": ("organisation_id", "category", "joined_on", "left_on", "leave_reason"),
    "membership_fee": ("membership_id", "year", "amount", "invoiced_on", "paid_on"),
    "activity": ("name", "start_on", "status", "headcount_extra", "archived"),
    "activity_participation": ("activity_id", "organisation_id", "person_id", "role", "status"),
    "project": ("title", "stage", "budget", "archived", "stage_on", "applied_on", "decided_on", "start_on", "end_on"),
    "project_participant": ("project_id", "organisation_id", "role", "cash"),
    "contribution": ("organisation_id", "year", "kind", "minutes", "rate", "amount", "project_id", "approved"),
    "goal": ("level", "text_nb", "parent_id", "position", "archived"),
    "indicator": ("goal_id", "name_nb", "target", "position"),
    "indicator_value": ("indicator_id", "year", "value"),
    "result": ("title", "year", "type", "count"),
    "result_organisation": ("result_id", "organisation_id"),
    "governance_body": ("name", "kind", "archived"),
    "governance_member": ("body_id", "person_id", "role", "to_on"),
    "finance_line": ("year", "kind", "category", "budget", "actual", "archived"),
    "organisation_year": ("organisation_id", "year", "employees", "turnover"),
}
REFERENCES = {
    "membership_fee": {"membership_id": "membership"},
    "activity_participation": {"activity_id": "activity"},
    "project_participant": {"project_id": "project"},
    "contribution": {"project_id": "project"},
    "goal": {"parent_id": "goal"},
    "indicator": {"goal_id": "goal"},
    "indicator_value": {"indicator_id": "indicator"},
    "result_organisation": {"result_id": "result"},
    "governance_member": {"body_id": "governance_body"},
}
ONCE = {
    "membership_fee": ("membership_id", "year"),
    "project_participant": ("project_id", "organisation_id"),
    "indicator_value": ("indicator_id", "year"),
    "result_organisation": ("result_id", "organisation_id"),
    "organisation_year": ("organisation_id", "year"),
}
FOREVER = "9999-12-31"
DAYS = st.dates(date(2023, 1, 1), date(2026, 12, 31))
YEARS = st.integers(2023, 2026)
AMOUNTS = st.integers(0, 5_000_000)
WORDS = st.sampled_from(["Restråstoff", "Havbruk 4.0", "Ødegård & sønner", "50 % «ferdig»", "Søknad; tillegg"])
ORGANISATIONS, PEOPLE = st.integers(0, 2), st.integers(0, 1)
PLACES = st.integers(0, 99)


def overlaps(model: Model, key: Key | None, row: Row) -> bool:
    """Whether a period of membership meets another one of the same organisation."""
    return any(
        other["joined_on"] <= (row["left_on"] or FOREVER) and row["joined_on"] <= (other["left_on"] or FOREVER)
        for (table, id), other in model.rows.items()
        if table == "membership" and (table, id) != key and other["organisation_id"] == row["organisation_id"]
    )


def may_stand(model: Model, key: Key, row: Row) -> bool:
    """What the database asks of a row beside its references and what stands there only once."""
    if key[0] == "membership":
        return not overlaps(model, key, row) and (row["left_on"] is None or row["left_on"] >= row["joined_on"])
    if key[0] == "activity_participation":
        once = ("activity_id", "organisation_id" if row["person_id"] is None else "person_id", "person_id")
        same = model.where("activity_participation", **{name: row[name] for name in once})
        return all(other == key[1] for other in same)
    if key[0] == "contribution":
        hours = row["kind"] == "hours"
        return hours == (row["minutes"] is not None) == (row["amount"] is None) and (hours or row["rate"] is None)
    if key[0] == "finance_line":
        return row["budget"] is not None or row["actual"] is not None
    return key[0] != "goal" or row["parent_id"] != key[1]


class Cluster(Machine):
    """One register and its model: three organisations, two people, and all that is kept of what they do."""

    def __init__(self) -> None:
        super().__init__(Model(COLUMNS, REFERENCES, ONCE, may_stand, {"project": {"stage_on": "stage"}}))

    @initialize()
    def begin(self) -> None:
        self.organisations = [organisations.add(name) for name in ("Nordlys AS", "Fjordforsk", "Ødegård AS")]
        self.people = [
            people.add(first_name="Kari", last_name="Fast", organisation=self.organisations[0]),
            people.add(first_name="Eva", last_name="Ledig"),
        ]
        self.employers = [self.organisations[0], None]
        self.begun()

    def _refused(self, deed: Callable[[], object]) -> None:
        """What must not be is refused in words, and changes nothing."""
        with pytest.raises((Invalid, CrmError)):
            deed()

    # Memberships and fees.

    @rule(who=ORGANISATIONS, joined_on=DAYS, category=st.sampled_from(["full", "partner", "observer"]))
    def join(self, who: int, joined_on: date, category: str) -> None:
        row = {
            "organisation_id": self.organisations[who],
            "category": category,
            "joined_on": joined_on.isoformat(),
            "left_on": None,
            "leave_reason": "",
        }
        if overlaps(self.model, None, row):
            self._refused(lambda: memberships.join(self.organisations[who], joined_on=joined_on, category=category))
            return
        memberships.join(self.organisations[who], joined_on=joined_on, category=category)
        self.model.insert("membership", **row)
        self.closed()

    @precondition(lambda self: self.has("membership"))
    @rule(place=PLACES, left_on=DAYS)
    def leave(self, place: int, left_on: date) -> None:
        row = self.some("membership", place)
        now = self.model.rows["membership", row] | {"left_on": left_on.isoformat(), "leave_reason": "resigned"}
        if not may_stand(self.model, ("membership", row), now):
            self._refused(lambda: memberships.leave(row, left_on, reason="resigned"))
            return
        memberships.leave(row, left_on, reason="resigned")
        self.model.update(("membership", row), **now)
        self.closed()

    @precondition(lambda self: self.has("membership"))
    @rule(place=PLACES, on=DAYS)
    def change_category(self, place: int, on: date) -> None:
        row = self.some("membership", place)
        before = self.model.rows["membership", row]
        runs = before["joined_on"] <= on.isoformat() <= (before["left_on"] or FOREVER)
        if not runs or before["category"] == "startup":
            self._refused(lambda: memberships.change_category(row, "startup", on=on))
            return
        memberships.change_category(row, "startup", on=on)
        if on.isoformat() == before["joined_on"]:
            self.model.update(("membership", row), category="startup")
        else:
            ends = (on - timedelta(days=1)).isoformat()
            self.model.update(("membership", row), left_on=ends, leave_reason="")
            self.model.insert("membership", **(before | {"category": "startup", "joined_on": on.isoformat()}))
        self.closed()

    @precondition(lambda self: self.has("membership"))
    @rule(place=PLACES)
    def remove_membership(self, place: int) -> None:
        row = self.some("membership", place)
        memberships.remove(row)
        for fee in self.model.where("membership_fee", membership_id=row):
            self.model.delete(("membership_fee", fee))
        self.model.delete(("membership", row))
        self.closed()

    @precondition(lambda self: self.has("membership"))
    @rule(place=PLACES, year=YEARS, amount=AMOUNTS, invoiced_on=st.none() | DAYS)
    def fee(self, place: int, year: int, amount: int, invoiced_on: date | None) -> None:
        row = self.some("membership", place)
        fees.put(row, year, amount, invoiced_on=invoiced_on)
        told = {"amount": amount, "invoiced_on": invoiced_on and invoiced_on.isoformat()}
        if known := self.model.where("membership_fee", membership_id=row, year=year):
            self.model.update(("membership_fee", known[0]), **told)
        else:
            self.model.insert("membership_fee", membership_id=row, year=year, paid_on=None, **told)
        self.closed()

    @precondition(lambda self: self.has("membership_fee"))
    @rule(place=PLACES, on=DAYS, back=st.booleans())
    def pay(self, place: int, on: date, back: bool) -> None:
        row = self.some("membership_fee", place)
        paid = self.model.rows["membership_fee", row]["paid_on"]
        if back and paid:
            fees.unpay([row])
            self.model.update(("membership_fee", row), paid_on=None)
        elif not back and not paid:
            fees.pay([(row, on)])
            self.model.update(("membership_fee", row), paid_on=on.isoformat())
        self.closed()

    # Activities and who came.

    @rule(name=WORDS, start_on=DAYS, invited=st.lists(ORGANISATIONS, max_size=2, unique=True))
    def activity(self, name: str, start_on: date, invited: list[int]) -> None:
        invite = [self.organisations[one] for one in invited]
        activities.add(name, start_on=start_on, invite=invite)
        made = self.model.insert(
            "activity", name=name, start_on=start_on.isoformat(), status="planned", headcount_extra=0, archived=0
        )
        for one in invite:
            self._came(made, one, None, "participant", "registered")
        self.closed()

    def _came(self, activity: int, organisation: int | None, person: int | None, role: str, status: str) -> None:
        self.model.insert(
            "activity_participation",
            activity_id=activity,
            organisation_id=organisation,
            person_id=person,
            role=role,
            status=status,
        )

    @precondition(lambda self: self.has("activity"))
    @rule(place=PLACES, status=st.sampled_from(["planned", "held", "cancelled"]), extra=st.integers(0, 40))
    def change_activity(self, place: int, status: str, extra: int) -> None:
        row = self.some("activity", place)
        activities.edit(row, status=status, headcount_extra=extra)
        self.model.update(("activity", row), status=status, headcount_extra=extra)
        self.closed()

    @precondition(lambda self: self.has("activity"))
    @rule(place=PLACES)
    def archive_activity(self, place: int) -> None:
        row = self.some("activity", place)
        archived = self.model.rows["activity", row]["archived"]
        (activities.restore if archived else activities.archive)(row)
        self.model.update(("activity", row), archived=1 - archived)
        self.closed()

    @precondition(lambda self: self.has("activity"))
    @rule(
        place=PLACES,
        who=PEOPLE,
        role=st.sampled_from(["participant", "speaker"]),
        status=st.sampled_from(["registered", "attended", "no_show", "cancelled"]),
    )
    def attend(self, place: int, who: int, role: str, status: str) -> None:
        row, person = self.some("activity", place), self.people[who]
        activities.attend(row, person=person, role=role, status=status)
        if known := self.model.where("activity_participation", activity_id=row, person_id=person):
            self.model.update(("activity_participation", known[0]), role=role, status=status)
        else:
            self._came(row, self.employers[who], person, role, status)
        self.closed()

    @precondition(lambda self: self.has("activity_participation"))
    @rule(place=PLACES)
    def was_not_there(self, place: int) -> None:
        row = self.some("activity_participation", place)
        activities.remove(row)
        self.model.delete(("activity_participation", row))
        self.closed()

    # Projects and contributions.

    @rule(title=WORDS, budget=st.none() | AMOUNTS)
    def project(self, title: str, budget: int | None) -> None:
        projects.add(title, budget=budget)
        days = dict.fromkeys(stages.DAY_OF.values()) | {"stage_on": date.today().isoformat()}
        self.model.insert("project", title=title, stage="idea", budget=budget, archived=0, **days)
        self.closed()

    @precondition(lambda self: self.has("project"))
    @rule(place=PLACES, stage=st.sampled_from(["application", "granted", "running", "completed", "rejected"]))
    def move_project(self, place: int, stage: str) -> None:
        row = self.some("project", place)
        known = self.model.rows["project", row]
        projects.move(row, stage, on=date(2026, 5, 5))
        if stage != known["stage"]:
            new = {"stage_on": "2026-05-05"}
            if (day := stages.DAY_OF.get(stage)) is not None and known[day] is None:
                new[day] = "2026-05-05"
            self.model.update(("project", row), stage=stage, **new)
        self.closed()

    @precondition(lambda self: self.has("project"))
    @rule(place=PLACES, who=ORGANISATIONS, cash=st.none() | AMOUNTS)
    def partner(self, place: int, who: int, cash: int | None) -> None:
        row, organisation = self.some("project", place), self.organisations[who]
        if self.model.where("project_participant", project_id=row, organisation_id=organisation):
            self._refused(lambda: projects.add_partner(row, organisation, cash=cash))
            return
        projects.add_partner(row, organisation, cash=cash)
        self.model.insert(
            "project_participant", project_id=row, organisation_id=organisation, role="partner", cash=cash
        )
        self.closed()

    @precondition(lambda self: self.has("project_participant"))
    @rule(place=PLACES, cash=AMOUNTS, away=st.booleans())
    def change_partner(self, place: int, cash: int, away: bool) -> None:
        row = self.some("project_participant", place)
        if away:
            projects.remove_partner(row)
            self.model.delete(("project_participant", row))
        else:
            projects.edit_partner(row, cash=cash)
            self.model.update(("project_participant", row), cash=cash)
        self.closed()

    @rule(who=ORGANISATIONS, year=YEARS, amount=AMOUNTS, hours=st.booleans(), place=PLACES)
    def contribute(self, who: int, year: int, amount: int, hours: bool, place: int) -> None:
        project = self.some("project", place) if self.has("project") and place % 2 else None
        given: Row = {"kind": "hours", "minutes": amount % 6_000, "rate": 600_00, "amount": None}
        if not hours:
            given = {"kind": "cash", "minutes": None, "rate": None, "amount": amount}
        contributions.add(self.organisations[who], year, project=project, **given)
        self.model.insert(
            "contribution",
            organisation_id=self.organisations[who],
            year=year,
            project_id=project,
            approved=0,
            **given,
        )
        self.closed()

    @precondition(lambda self: self.has("contribution"))
    @rule(yes=st.booleans(), count=st.integers(1, 3))
    def approve(self, yes: bool, count: int) -> None:
        chosen = self.model.where("contribution")[:count]
        if any(self.model.rows["contribution", row]["approved"] != yes for row in chosen):
            (contributions.approve if yes else contributions.disapprove)(chosen)
            for row in chosen:
                self.model.update(("contribution", row), approved=int(yes))
            self.closed()

    @precondition(lambda self: self.has("contribution"))
    @rule(count=st.integers(1, 2))
    def remove_contributions(self, count: int) -> None:
        gone = self.model.where("contribution")[:count]
        contributions.remove_all(gone)
        for row in gone:
            self.model.delete(("contribution", row))
        self.closed()

    # Goals.

    def _siblings(self, parent: int | None) -> list[int]:
        found = self.model.where("goal", parent_id=parent)
        return sorted(found, key=lambda row: (self.model.rows["goal", row]["position"], row))

    def _last(self, parent: int | None) -> int:
        return max((self.model.rows["goal", row]["position"] + 1 for row in self._siblings(parent)), default=0)

    def _parent(self, place: int) -> int | None:
        return self.some("goal", place) if self.has("goal") and place % 3 else None

    def _level(self, goal: int | None) -> str | None:
        return None if goal is None else self.model.rows["goal", goal]["level"]

    @rule(level=st.sampled_from(levels.LEVELS), text=WORDS, place=PLACES)
    def goal(self, level: str, text: str, place: int) -> None:
        parent = self._parent(place)
        if not levels.may_stand_below(level, self._level(parent)):
            self._refused(lambda: goals.add(level, text, parent=parent))
            return
        goals.add(level, text, parent=parent)
        position = self._last(parent)
        self.model.insert("goal", level=level, text_nb=text, parent_id=parent, position=position, archived=0)
        self.closed()

    @precondition(lambda self: self.has("goal"))
    @rule(place=PLACES, below=PLACES, number=st.integers(0, 3))
    def move_goal(self, place: int, below: int, number: int) -> None:
        row, parent = self.some("goal", place), self._parent(below)
        if not levels.may_stand_below(str(self._level(row)), self._level(parent)):
            self._refused(lambda: goals.move(row, parent, number))
            return
        goals.move(row, parent, number)
        siblings = [one for one in self._siblings(parent) if one != row]
        siblings.insert(min(number, len(siblings)), row)
        self.model.update(("goal", row), parent_id=parent)
        for position, one in enumerate(siblings):
            self.model.update(("goal", one), position=position)
        self.closed()

    @precondition(lambda self: self.has("goal"))
    @rule(place=PLACES)
    def delete_goal(self, place: int) -> None:
        row = self.some("goal", place)
        goals.delete(row)
        self._without_goal(row)
        self.closed()

    def _without_goal(self, row: int) -> None:
        for child in self.model.where("goal", parent_id=row):
            self._without_goal(child)
        for indicator in self.model.where("indicator", goal_id=row):
            for kept in self.model.where("indicator_value", indicator_id=indicator):
                self.model.delete(("indicator_value", kept))
            self.model.delete(("indicator", indicator))
        self.model.delete(("goal", row))

    @precondition(lambda self: self.has("goal"))
    @rule(place=PLACES, name=WORDS, aim=st.none() | AMOUNTS)
    def indicator(self, place: int, name: str, aim: int | None) -> None:
        row = self.some("goal", place)
        if self._level(row) == "vision":
            self._refused(lambda: goals.add_indicator(row, name, target=aim))
            return
        goals.add_indicator(row, name, target=aim)
        known = self.model.where("indicator", goal_id=row)
        last = max((self.model.rows["indicator", one]["position"] + 1 for one in known), default=0)
        self.model.insert("indicator", goal_id=row, name_nb=name, target=aim, position=last)
        self.closed()

    @precondition(lambda self: self.has("indicator"))
    @rule(place=PLACES, kept=st.dictionaries(YEARS, st.none() | AMOUNTS, min_size=1, max_size=3))
    def values(self, place: int, kept: dict[int, int | None]) -> None:
        row = self.some("indicator", place)
        goals.put_values(row, {year: Kept(value) for year, value in kept.items()})
        for year, value in kept.items():
            known = self.model.where("indicator_value", indicator_id=row, year=year)
            if value is None:
                for one in known:
                    self.model.delete(("indicator_value", one))
            elif known:
                self.model.update(("indicator_value", known[0]), value=value)
            else:
                self.model.insert("indicator_value", indicator_id=row, year=year, value=value)
        self.closed()

    # What is told of each year.

    @rule(title=WORDS, year=YEARS, where=st.lists(ORGANISATIONS, max_size=3, unique=True))
    def result(self, title: str, year: int, where: list[int]) -> None:
        results.add(title, year, type="new_product", organisations=[self.organisations[one] for one in where])
        made = self.model.insert("result", title=title, year=year, type="new_product", count=1)
        for one in where:
            self.model.insert("result_organisation", result_id=made, organisation_id=self.organisations[one])
        self.closed()

    @precondition(lambda self: self.has("result"))
    @rule(place=PLACES, count=st.integers(0, 9), where=st.lists(ORGANISATIONS, max_size=3, unique=True))
    def edit_result(self, place: int, count: int, where: list[int]) -> None:
        row, wanted = self.some("result", place), [self.organisations[one] for one in where]
        results.edit(row, count=count, organisations=wanted)
        self.model.update(("result", row), count=count)
        for part in self.model.where("result_organisation", result_id=row):
            if self.model.rows["result_organisation", part]["organisation_id"] not in wanted:
                self.model.delete(("result_organisation", part))
        for one in wanted:
            if not self.model.where("result_organisation", result_id=row, organisation_id=one):
                self.model.insert("result_organisation", result_id=row, organisation_id=one)
        self.closed()

    @precondition(lambda self: self.has("result"))
    @rule(place=PLACES)
    def remove_result(self, place: int) -> None:
        row = self.some("result", place)
        results.remove(row)
        for part in self.model.where("result_organisation", result_id=row):
            self.model.delete(("result_organisation", part))
        self.model.delete(("result", row))
        self.closed()

    @rule(name=WORDS)
    def body(self, name: str) -> None:
        governance.add(name, "board")
        self.model.insert("governance_body", name=name, kind="board", archived=0)
        self.closed()

    @precondition(lambda self: self.has("governance_body"))
    @rule(place=PLACES, who=PEOPLE)
    def seat(self, place: int, who: int) -> None:
        row = self.some("governance_body", place)
        governance.add_seat(row, person=self.people[who], role="member")
        self.model.insert("governance_member", body_id=row, person_id=self.people[who], role="member", to_on=None)
        self.closed()

    @precondition(lambda self: self.has("governance_member"))
    @rule(place=PLACES, on=st.none() | DAYS)
    def end_or_remove_seat(self, place: int, on: date | None) -> None:
        row = self.some("governance_member", place)
        if on is None:
            governance.remove_seat(row)
            self.model.delete(("governance_member", row))
        else:
            governance.edit_seat(row, to_on=on)
            self.model.update(("governance_member", row), to_on=on.isoformat())
        self.closed()

    @precondition(lambda self: self.has("governance_body"))
    @rule(place=PLACES)
    def remove_body(self, place: int) -> None:
        row = self.some("governance_body", place)
        if self.model.where("governance_member", body_id=row):
            self._refused(lambda: governance.remove(row))
            return
        governance.remove(row)
        self.model.delete(("governance_body", row))
        self.closed()

    @rule(year=YEARS, budget=st.none() | AMOUNTS, actual=st.none() | AMOUNTS)
    def finance_line(self, year: int, budget: int | None, actual: int | None) -> None:
        if budget is None and actual is None:
            self._refused(lambda: finance.add(year, "cost", "travel", budget=budget, actual=actual))
            return
        finance.add(year, "cost", "travel", budget=budget, actual=actual)
        self.model.insert(
            "finance_line", year=year, kind="cost", category="travel", budget=budget, actual=actual, archived=0
        )
        self.closed()

    @precondition(lambda self: self.has("finance_line"))
    @rule(place=PLACES, actual=st.none() | AMOUNTS, away=st.booleans())
    def change_finance_line(self, place: int, actual: int | None, away: bool) -> None:
        row = self.some("finance_line", place)
        if away:
            finance.remove(row)
            self.model.delete(("finance_line", row))
        elif actual is None and self.model.rows["finance_line", row]["budget"] is None:
            self._refused(lambda: finance.edit(row, actual=None))
            return
        else:
            finance.edit(row, actual=actual)
            self.model.update(("finance_line", row), actual=actual)
        self.closed()

    @rule(year=YEARS, who=ORGANISATIONS, employees=st.integers(0, 400), turnover=st.none() | AMOUNTS)
    def year_of_a_company(self, year: int, who: int, employees: int, turnover: int | None) -> None:
        organisation, told = self.organisations[who], {"employees": employees, "turnover": turnover}
        organisation_years.put(organisation, year, **told)
        if known := self.model.where("organisation_year", organisation_id=organisation, year=year):
            self.model.update(("organisation_year", known[0]), **told)
        else:
            self.model.insert("organisation_year", organisation_id=organisation, year=year, **told)
        self.closed()

    @precondition(lambda self: self.has("organisation_year"))
    @rule(year=YEARS, numbers=st.lists(st.none() | st.integers(0, 400), min_size=3, max_size=3))
    def years_of_all(self, year: int, numbers: list[int | None]) -> None:
        given: dict[int, dict[str, Any]] = {}
        before = dict(self.model.rows)
        for organisation, employees in zip(self.organisations, numbers, strict=True):
            given[organisation] = {"employees": employees}
            known = self.model.where("organisation_year", organisation_id=organisation, year=year)
            if known and employees is None and before["organisation_year", known[0]]["turnover"] is None:
                self.model.delete(("organisation_year", known[0]))
            elif known:
                self.model.update(("organisation_year", known[0]), employees=employees)
            elif employees is not None:
                self.model.insert(
                    "organisation_year", organisation_id=organisation, year=year, employees=employees, turnover=None
                )
        organisation_years.put_all(year, given)
        self.closed()


def test_years_of_chance_deeds_in_a_cluster_are_what_a_plain_model_says() -> None:
    run_state_machine_as_test(Cluster, settings=QUICK)


@pytest.mark.soak
def test_many_long_years_of_chance_deeds_in_a_cluster_are_what_a_plain_model_says() -> None:
    run_state_machine_as_test(Cluster, settings=settings(QUICK, max_examples=1_500, stateful_step_count=80))
