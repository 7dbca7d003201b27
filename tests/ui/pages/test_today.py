"""Today stays true after every step, though it reads only what the step may have changed."""

from crm.commands import history, interactions, memberships, organisations, settings, tasks
from crm.commands.interactions import Participant
from crm.queries.today import overview
from tests.ui.register import TODAY, settle


def shown(window):
    page = window.page()
    settle(lambda: not window.desk.questions.waiting())
    return [list(view.table().ids()) for view in (page.quiet, page.recent, page.steps)] + [page.tasks.ids()]


def told():
    now = overview(TODAY, shown=20)
    return [
        [row.id for row in now.neglected] + [-row.id for row in now.quiet_people],
        [row.id for row in now.recent],
        [row.id for row in now.changes],
        [row.id for row in (*now.overdue, *now.due_today, *now.coming)],
    ]


def test_today_is_true_after_every_step_and_after_several_at_once(known, window):
    window.go("today")
    acme = organisations.add("Acme AS")
    settings.put(contact_every_days="30")
    memberships.join(acme, joined_on=TODAY)
    assert shown(window) == told() and acme in shown(window)[0]
    tasks.complete(known.late, TODAY)
    interactions.log("Kaffe", held_on=TODAY, participants=[Participant(organisation=acme)])
    assert shown(window) == told() and acme not in shown(window)[0]
    for _turn in range(2):
        history.undo()
        assert shown(window) == told()
    assert acme in shown(window)[0] and known.late in shown(window)[3]
