from datetime import date

import pytest

from crm.commands import staff, tasks
from crm.errors import CrmError
from crm.queries.tasks import TaskCounts, TasksQuery, counts, detail
from tests.crm.conftest import TODAY, Cluster


def listed(**query: object) -> list[int]:
    return TasksQuery(**query).ids()  # type: ignore[arg-type]


def test_open_follow_ups_come_by_their_day(cluster: Cluster) -> None:
    assert listed() == [cluster.overdue, cluster.due, cluster.later]
    assert listed(descending=True) == [cluster.later, cluster.due, cluster.overdue]
    assert listed(status="done") == [cluster.done]
    assert listed(status="all") == [cluster.done, cluster.overdue, cluster.due, cluster.later]


def test_a_line_says_what_it_is_about(cluster: Cluster) -> None:
    rows = TasksQuery().rows([cluster.overdue, cluster.due, cluster.later, cluster.done])
    assert rows[cluster.overdue].about == "Nordlys Havbruk AS" and rows[cluster.due].about == "Kåre Ødegård"
    assert rows[cluster.later].about == "Telefon om søknad"
    assert (rows[cluster.due].due_on, rows[cluster.due].responsible, rows[cluster.due].done_on) == (
        *(TODAY, "Ingrid Berg"),
        None,
    )
    assert rows[cluster.done].done_on == date(2026, 2, 27)


def test_follow_ups_are_filtered_by_everything_together(cluster: Cluster) -> None:
    other = staff.add("Nils Vik")
    mine = tasks.add("Mine", due_on=TODAY, responsible=other)
    assert listed(responsible=other) == [mine] and mine not in listed(responsible=cluster.staff)
    assert listed(organisation=cluster.nordlys, status="all") == [cluster.done, cluster.overdue]
    assert listed(person=cluster.kare) == [cluster.due]
    assert listed(due_from=TODAY, due_until=TODAY) == [cluster.due, mine]
    tasks.archive(mine)
    assert listed(due_from=TODAY, due_until=TODAY) == [cluster.due] and listed(archived=True) == [mine]


def test_a_filter_finds_what_was_written_and_whom_it_is_about(cluster: Cluster) -> None:
    assert listed(text="forskningsrad") == [cluster.later]
    assert listed(text="nordlys avtale") == [cluster.overdue]
    assert listed(text="ødegård") == [cluster.due]
    assert listed(text="ri") == [cluster.due]
    assert listed(text="'; --") == listed()


def test_follow_ups_are_sorted_by_title_and_responsible(cluster: Cluster) -> None:
    nobody = staff.add("Åge Aas")
    his = tasks.add("Årsmøte", due_on=TODAY, responsible=nobody)
    assert listed(order="title") == [cluster.later, cluster.due, cluster.overdue, his]
    assert listed(order="responsible")[-1] == his and listed(order="responsible", descending=True)[0] == his


def test_open_follow_ups_are_counted_by_when_they_are_due(cluster: Cluster) -> None:
    assert counts(TODAY) == TaskCounts(overdue=1, due_today=1, later=1)
    assert counts(TODAY, responsible=99) == TaskCounts(0, 0, 0)
    tasks.complete(cluster.overdue, TODAY)
    assert counts(TODAY).overdue == 0


def test_one_follow_up_is_shown_and_a_missing_one_told(cluster: Cluster) -> None:
    assert detail(cluster.later).notes == "Frist hos Forskningsrådet"
    with pytest.raises(CrmError):
        detail(999)
