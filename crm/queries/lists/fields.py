"""All fields of a list: the columns of its records, what is told of them elsewhere, and fields of one's own."""

from collections.abc import Callable

from crm.errors import CrmError
from crm.i18n import _
from crm.queries.lists import (
    activity_fields,
    inner_fields,
    interaction_fields,
    money_fields,
    organisation_fields,
    own_fields,
    person_fields,
    project_fields,
    task_fields,
)
from crm.queries.lists.columns import record
from crm.queries.lists.field import Choice as Choice
from crm.queries.lists.field import Field as Field

_FIELDS: dict[str, Callable[[], tuple[Field, ...]]] = {
    "organisation": organisation_fields.fields,
    "person": person_fields.fields,
    "interaction": interaction_fields.fields,
    "task": task_fields.fields,
    "activity": activity_fields.fields,
    "project": project_fields.fields,
    "contribution": money_fields.contribution,
    "membership_fee": money_fields.membership_fee,
    "position": inner_fields.position,
    "membership": inner_fields.membership,
}
ITSELF = "itself"
LISTS = ("organisation", "person", "interaction", "task", "activity", "project", "contribution", "membership_fee")
"""The kinds of records that have a list; the others are only led to."""


def of(about: str) -> tuple[Field, ...]:
    """All fields of a list, in the order in which they are chosen, named in the present language.

    Raises CrmError for a list that there is not.
    """
    if about not in _FIELDS:
        raise CrmError(_("There is no list of “{name}”.").format(name=about))
    return _FIELDS[about]() + own_fields.fields(about)


def itself(about: str) -> Field | None:
    """What a record is asked about as such: a filter can name it, as one of those that belong to another; no column."""
    named = {"organisation": _("The organisation itself"), "person": _("The contact itself")}
    return record(ITSELF, named[about], about, "{r}.id", phrase="({value})") if about in named else None


def find(about: str, key: str) -> Field | None:
    """The field of a key, None where the list has no such field."""
    return itself(about) if key == ITSELF else next((field for field in of(about) if field.key == key), None)


def get(about: str, key: str) -> Field:
    """The field of a key. CrmError where the list has no such field, or no longer."""
    field = find(about, key)
    if field is None:
        raise CrmError(
            _("This list has no field “{name}” any more. Choose another one, or take it out of the filter.").format(
                name=key
            )
        )
    return field
