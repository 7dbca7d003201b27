"""Follow-ups (oppfølginger): promises with a date."""

from peewee import SQL, ForeignKeyField

from crm.i18n import _
from crm.records.base import Record
from crm.records.fields import Code, Count, Day, Flag, Text, check, reference
from crm.records.interaction import Interaction
from crm.records.organisation import Organisation
from crm.records.person import Person
from crm.records.staff import Staff
from crm.rules import folding


class Task(Record):
    """Something somebody promised to do by a day."""

    responsible_id: int | None
    organisation_id: int | None
    person_id: int | None
    interaction_id: int | None
    title = Text(300, required=True)
    due_on = Day(index=True)
    responsible = ForeignKeyField(Staff, null=True, backref="tasks")
    status = Code("task_status", required=True, only=("open", "done", "cancelled"), default="open")
    done_on = Day(null=True)
    organisation = ForeignKeyField(Organisation, null=True, backref="tasks")
    person = ForeignKeyField(Person, null=True, backref="tasks")
    interaction = ForeignKeyField(Interaction, null=True, backref="tasks")
    notes = Text(20_000)
    archived = Flag()
    search_text = Text(80_000)
    project_id = reference("project")
    # A recurring one makes the next when it is done: `repeat_every` of `repeat_unit`, counted from `due_on`.
    repeat_every = Count(null=True, maximum=366)
    repeat_unit = Code("repeat_unit", added=True, only=("", "day", "week", "month", "year"))
    # The membership whose notice must be given by then.
    membership_id = reference("membership")

    class Meta:
        constraints = (check("(status = 'done') = (done_on IS NOT NULL)"),)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.due_on is None:
            found["due_on"] = _("Say when it is due.")
        if (self.status == "done") != (self.done_on is not None):
            found["done_on"] = _("A follow-up that is done has the day on which it was done, and no other has.")
        if bool(self.repeat_every) != bool(self.repeat_unit):
            found["repeat_every"] = _("Say how often it comes again: a number, and days, weeks, months or years.")
        return found

    def derive(self) -> None:
        self.search_text = folding.fold(f"{self.title} {self.notes}")[: Task.search_text.limit]


for _column in (Task.project_id, Task.membership_id):
    Task.add_index(Task.index(_column, name=f"task_{_column.name}").where(SQL(f"{_column.name} IS NOT NULL")))
