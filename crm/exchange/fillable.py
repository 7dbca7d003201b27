"""Every field that a column of a list can fill: those of the program, and those of the cluster's own."""

from collections.abc import Sequence
from datetime import date

from crm.exchange import synonyms, year_fields
from crm.exchange.fields import FIELDS
from crm.i18n import _
from crm.queries import own_fields
from crm.queries.own_fields import OwnField

OWNERS = ("person", "organisation")
"""The kinds of records that a list fills."""


def own() -> dict[str, OwnField]:
    """The fields that a column can fill, by what they are called here."""
    return {f"{about}.{field.key}": field for about in OWNERS for field in own_fields.of(about)}


def called(headers: Sequence[str], *, people: bool) -> dict[str, str]:
    """{header: field} for the columns that are called as a field is; where a person and an organisation both have such
    a field it is the person's, if the list has `people`.
    """
    there = own()
    fields: dict[str, str] = {}
    order = OWNERS if not people else OWNERS[::-1]  # the last one stays
    for about in order:
        for name, field in there.items():
            if name.startswith(f"{about}."):
                fields[synonyms.key(field.name)] = name
    return {header: fields[key] for header in headers if (key := synonyms.key(header)) in fields}


def is_known(field: str) -> bool:
    """Whether there is such a field."""
    return field in FIELDS or year_fields.is_about_years(field) or ("own_" in field and field in own())


def title(field: str) -> str:
    """What a field is called in the present language; one that is no more as it is written."""
    if field in FIELDS:
        return _(FIELDS[field])
    return year_fields.title(field) or offered().get(field, field)


def offered() -> dict[str, str]:
    """Every field with its name in the present language, in the order in which they are offered."""
    there = {field: _(name) for field, name in FIELDS.items()} | year_fields.offered(date.today())
    return there | {
        key: _("Organisation: {field}").format(field=field.name) if field.about == "organisation" else field.name
        for key, field in own().items()
    }
