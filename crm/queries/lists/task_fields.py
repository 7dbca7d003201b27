"""What the list of follow-ups can show."""

from crm.i18n import _
from crm.queries.lists.columns import derived, own, record, tags
from crm.queries.lists.field import Field


def fields() -> tuple[Field, ...]:
    """The fields of a follow-up and what it is about."""
    about = _("About")
    open_now = "{r}.status = 'open'"
    return (
        own("text", "title", _("Follow-up"), shown=True),
        own("date", "due_on", _("To be done by"), shown=True, phrase=_("due {value}")),
        own("choice", "status", _("Status"), code_list="task_status", shown=True),
        own("date", "done_on", _("Done on")),
        derived("yes_no", "overdue", _("Overdue"), f"({open_now} AND {{r}}.due_on < :day)"),
        record("responsible", _("Responsible"), "staff", shown=True),
        record("person", _("Person"), "person", group=about, shown=True),
        record("organisation", _("Organisation"), "organisation", group=about, shown=True),
        record("interaction", _("Interaction"), "interaction", group=about),
        record("project", _("Project"), "project", group=about),
        derived("yes_no", "repeats", _("Comes again"), "({r}.repeat_every IS NOT NULL)"),
        own("text", "notes", _("Notes")),
        tags("task", _("Tags"), ""),
    )
