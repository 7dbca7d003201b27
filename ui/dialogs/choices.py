"""Fields that know the register: days in shorthand, words of the code lists, staff, focus areas, who and where."""

from collections.abc import Callable
from datetime import date
from typing import Any

from crm.i18n import _, language
from crm.queries import focus_areas, organisations, people, staff
from crm.rules import code_lists, dates, names
from ui.kit import fields
from ui.kit.fields import Field
from ui.kit.people_field import PeopleField, Suggestion

# Organisations stand among people in one field; their ids are told apart by the sign.
ORGANISATION = -1


def day(name: str, label: str, *, required: bool = False, hint: str = "") -> Field:
    """A day that may be written as UX.md says: 3.11, i dag, fredag, +2u."""
    return fields.day(
        name,
        label,
        parse=lambda text: dates.parse(text, date.today()),
        show=dates.show,
        required=required,
        hint=hint,
    )


def code(
    name: str, label: str, code_list: str, *, blank: bool = False, required: bool = False, hint: str = ""
) -> Field:
    """One entry of a code list; with `blank` also none, whose value is ""."""
    listed: list[tuple[Any, str]] = [(key, code_lists.label(code_list, key)) for key in code_lists.keys(code_list)]
    return fields.choice(name, label, choices=([("", "–")] if blank else []) + listed, required=required, hint=hint)


def staff_member(name: str, label: str) -> Field:
    """Who of the staff; None for nobody."""
    listed: list[tuple[Any, str]] = [(row.id, row.name) for row in staff.all()]
    return fields.choice(name, label, choices=[(None, "–"), *listed])


def focus_area(name: str, label: str) -> Field:
    """One of the focus areas, children below their parents; None for none."""
    listed: list[tuple[Any, str]] = [
        (row.id, ("    " if row.parent_id else "") + row.name) for row in focus_areas.all(language())
    ]
    return fields.choice(name, label, choices=[(None, "–"), *listed])


def participants(name: str, label: str, day_held: Callable[[], date | None]) -> Field:
    """People and organisations who took part; an unknown "Eva Kern, Acme AS" is offered as new."""

    def suggest(text: str) -> list[Suggestion]:
        found = [
            Suggestion(row.id, row.name, " · ".join(filter(None, (row.title, row.organisation))))
            for row in people.suggest(text, limit=6, on=day_held())
        ]
        return found + [
            Suggestion(ORGANISATION * row.id, row.name, _("Organisation"))
            for row in organisations.suggest(text, limit=2)
        ]

    def create(text: str) -> Suggestion | None:
        who, _comma, organisation = names.clean(text).partition(",")
        return Suggestion(None, who.strip(), organisation.strip()) if who.strip() else None

    return fields.people(
        name, label, suggest=suggest, create=create, placeholder=_("Three letters of a name, or “Eva Kern, Acme AS”")
    )


def organisation(name: str, label: str, *, required: bool = False, hint: str = "") -> Field:
    """One organisation by its name; its value is a Suggestion or None. An unknown name is offered as new."""

    def suggest(text: str) -> list[Suggestion]:
        return [Suggestion(row.id, row.name, row.city) for row in organisations.suggest(text, limit=8)]

    def create(text: str) -> Suggestion | None:
        return Suggestion(None, names.clean(text), _("new")) if names.clean(text) else None

    return _single(fields.people(name, label, suggest=suggest, create=create, required=required, hint=hint))


def person(name: str, label: str, *, required: bool = False, hint: str = "") -> Field:
    """One person who is known; its value is a Suggestion or None."""

    def suggest(text: str) -> list[Suggestion]:
        return [Suggestion(row.id, row.name, row.organisation) for row in people.suggest(text, limit=8)]

    return _single(fields.people(name, label, suggest=suggest, required=required, hint=hint))


def _single(field: Field) -> Field:
    """A people field that holds one: a second choice takes the place of the first."""
    inner = field.widget
    assert isinstance(inner, PeopleField)

    def only_the_last() -> None:
        chosen = inner.chosen()
        if len(chosen) > 1:
            inner.set_chosen(chosen[-1:])

    inner.changed.connect(only_the_last)

    def get() -> Suggestion | None:
        chosen = field.get()
        return chosen[-1] if chosen else None

    def put(value: Suggestion | None) -> None:
        field.put([value] if value else [])

    return fields.custom(
        field.name,
        field.label,
        widget=inner,
        get=get,
        put=put,
        changed=field.changed,
        hint=field.hint,
        required=field.required,
        wide=True,
    )


def employer(chosen: Suggestion | None) -> dict[str, Any]:
    """The chosen organisation as commands take it: by id, or by the name of one that is new."""
    if chosen is None:
        return {}
    return {"organisation": chosen.id} if chosen.id is not None else {"organisation_name": chosen.title}
