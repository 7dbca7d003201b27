"""The sample cluster: its shape, its soundness, and that it is the same every time."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crm import demo
from crm.commands import contact_points
from crm.errors import Cancelled, CrmError
from crm.queries import state_aid
from crm.records.aid_record import AidRecord
from crm.records.base import Record
from crm.records.cluster_label import ClusterLabel
from crm.records.contact_point import ContactPoint
from crm.records.contribution import Contribution
from crm.records.external_relation import ExternalRelation
from crm.records.finance_line import FinanceLine
from crm.records.governance import GovernanceBody, GovernanceMember
from crm.records.interaction import Interaction, InteractionParticipant
from crm.records.media_item import MediaItem
from crm.records.membership import Membership, MembershipFee
from crm.records.organisation import Organisation
from crm.records.organisation_year import OrganisationYear
from crm.records.person import Person, Position
from crm.records.result import Result
from crm.records.staff_time import StaffTime
from crm.records.survey import Survey
from crm.records.task import Task
from crm.store import journal, opening, soundness, tables
from crm.store.database import rows, value

RECORDS: tuple[type[Record], ...] = (
    Organisation,
    Person,
    Position,
    ContactPoint,
    Membership,
    MembershipFee,
    Contribution,
    Interaction,
    InteractionParticipant,
    Task,
    *(OrganisationYear, FinanceLine, Result, MediaItem, Survey, GovernanceBody, GovernanceMember),
    *(ExternalRelation, StaffTime, AidRecord, ClusterLabel),
)
MEMBERS = (
    "SELECT DISTINCT organisation_id FROM membership WHERE category <> 'observer'"
    " AND joined_on <= :day AND coalesce(left_on, '9999-12-31') >= :day"
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the sample cluster."""
    path = tmp_path_factory.mktemp("demo") / "sample.klynge"
    demo.write(path)
    return path


@pytest.fixture
def opened(sample: Path) -> Iterator[Path]:
    """The sample cluster, open for reading."""
    opening.open_register(sample, write=False)
    yield sample
    opening.close()


def members(day: str) -> set[int]:
    return {organisation for (organisation,) in rows(MEMBERS, {"day": day})}


def contents() -> dict[str, list[object]]:
    return {table: rows(f'SELECT * FROM "{table}" ORDER BY id') for table in tables.journalled()}


def test_the_cluster_has_the_shape_of_the_first_user(opened):
    now = members("2026-12-31")
    companies = {id_ for (id_,) in rows("SELECT id FROM organisation WHERE helix_sector = 'company'")}
    assert (len(now), len(now & companies)) == (36, 22)
    assert value("SELECT count(*) FROM person") == 180
    assert [code for (code,) in rows("SELECT code FROM focus_area ORDER BY place")] == [
        "1", "2", "2.1", "2.2", "2.3", "3", "4",
    ]  # fmt: skip
    assert value("SELECT count(DISTINCT year) FROM interaction") == 4
    assert value("SELECT count(*) FROM staff") == 3


def test_members_come_and_go_every_year(opened):
    ends = [len(members(f"{year}-12-31")) for year in range(2022, 2027)]
    assert ends == [30, 31, 32, 35, 36]
    for year in range(2023, 2027):
        before, after = members(f"{year - 1}-12-31"), members(f"{year}-12-31")
        assert after - before and before - after, year


def test_everything_a_screen_shows_occurs(opened):
    assert value("SELECT count(DISTINCT type) FROM interaction") == 6
    assert value("SELECT count(DISTINCT status) FROM interaction") == 3
    today = "2026-11-20"
    assert value("SELECT count(*) FROM task WHERE status = 'open' AND due_on < ?", (today,)) >= 5
    assert value("SELECT count(*) FROM task WHERE status = 'open' AND due_on >= ?", (today,)) >= 5
    assert value("SELECT count(*) FROM task WHERE status = 'done' AND done_on > due_on") > 10
    assert value("SELECT count(*) FROM contact_point WHERE retired_on IS NOT NULL") > 10
    assert value("SELECT count(*) FROM membership_fee WHERE paid_on IS NULL") >= 3
    twice = "SELECT person_id FROM position WHERE to_on IS NULL GROUP BY person_id HAVING count(*) > 1"
    moved = "SELECT person_id FROM position GROUP BY person_id HAVING count(*) > 1 AND max(to_on) IS NOT NULL"
    assert len(rows(twice)) == 12
    assert len(rows(moved)) >= 20


def test_every_year_has_what_its_report_asks_for(opened):
    for table in ("organisation_year", "finance_line", "result", "media_item", "survey", "staff_time"):
        assert value(f"SELECT count(DISTINCT year) FROM {table} WHERE year >= 2023") == 4, table
    assert value("SELECT count(DISTINCT type) FROM result") == 11
    assert value("SELECT count(*) FROM governance_member WHERE person_id IS NULL") < 4
    near = state_aid.recipients(date(2026, 12, 31))
    assert [one.name for one in near if one.standing.warns] == ["Polarprobiotika AS"]
    assert [one.name for one in near if one.standing.unknown] == []


def test_nothing_but_invented_addresses(opened):
    for (address,) in rows("SELECT normalised FROM contact_point WHERE kind <> 'phone'"):
        assert address.endswith(".example"), address
    for (number,) in rows("SELECT org_number FROM organisation WHERE org_number <> ''"):
        assert number.startswith("3"), number  # numbers in use begin with 8 or 9


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_row_is_one_that_the_record_would_have_kept(opened, kind):
    for record in kind.select():
        assert record.problems() == {}
        stored = dict(record.__data__)
        record.derive()
        assert record.__data__ == stored


def test_contact_points_are_compared_as_the_command_compares_them(opened):
    for kind, shown, normalised in rows("SELECT kind, value, normalised FROM contact_point"):
        assert contact_points.normalised(kind, shown) == normalised


def test_a_participant_counts_for_an_employer_of_that_day(opened):
    wrong = rows(
        """SELECT participant.id FROM interaction_participant AS participant
        JOIN interaction ON interaction.id = interaction_id
        WHERE person_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM position
            WHERE position.person_id = participant.person_id
            AND position.organisation_id = participant.organisation_id
            AND from_on <= held_on AND coalesce(to_on, '9999-12-31') >= held_on)"""
    )
    assert wrong == []


def test_members_give_near_to_what_they_pledged_and_not_all_of_it_counts(opened):
    told = rows(
        "SELECT year, count(*), sum(approved), sum(rate > 120000) FROM contribution GROUP BY year ORDER BY year"
    )
    assert [year for year, *_counts in told] == [2023, 2024, 2025, 2026]
    assert all(count > 40 and 0 < approved < count and above for _year, count, approved, above in told)
    kinds = dict(rows("SELECT kind, count(*) FROM contribution GROUP BY kind"))
    assert set(kinds) == {"cash", "hours", "other"} and kinds["hours"] > kinds["cash"] > kinds["other"]
    pledged = rows("SELECT DISTINCT organisation_id FROM membership WHERE pledged_cash OR pledged_minutes")
    assert {row for (row,) in rows("SELECT organisation_id FROM contribution")} <= {row for (row,) in pledged}


def test_nobody_meets_on_a_day_off(opened):
    days = [date.fromisoformat(day) for (day,) in rows("SELECT held_on FROM interaction")]
    assert all(day.weekday() < 5 and (day.month, day.day) not in {(5, 1), (5, 17)} for day in days)
    assert date(2026, 4, 6) not in days  # Easter Monday


def test_it_is_sound_and_one_step(opened):
    assert soundness.problems() == []
    assert value("SELECT count(*) FROM step") == 1


def test_it_is_the_same_every_time(opened, tmp_path):
    first = contents()
    again = tmp_path / "again.klynge"
    demo.write(again)
    opening.open_register(again, write=False)
    assert contents() == first


def test_scale_multiplies_and_keeps_the_shares(tmp_path):
    path = tmp_path / "three.klynge"
    demo.write(path, scale=3, interactions=100)
    opening.open_register(path)
    try:
        assert len(members("2026-12-31")) == 3 * 36
        assert value("SELECT count(*) FROM person") == 3 * 180
        assert value("SELECT count(*) FROM interaction") == 100
        names = rows("SELECT name_key FROM organisation")
        assert len(set(names)) == len(names)
        assert soundness.problems() == []
    finally:
        opening.close()


def test_a_file_that_exists_is_left_alone(tmp_path):
    path = tmp_path / "taken.klynge"
    path.write_bytes(b"mine")
    with pytest.raises(CrmError, match="taken"):
        demo.write(path)
    assert path.read_bytes() == b"mine"


def test_a_cancelled_one_leaves_nothing(tmp_path):
    def stop(done: int, total: int | None = None, text: str = "") -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        demo.write(tmp_path / "half.klynge", progress=stop)
    assert not (tmp_path / "half.klynge").exists()


def test_the_steps_of_others_are_not_signed_by_its_staff(tmp_path):
    demo.write(tmp_path / "one.klynge")
    assert journal.author.staff is None
