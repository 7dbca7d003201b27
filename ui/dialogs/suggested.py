"""Fields in which a few letters are enough: people, organisations and projects of the register, or new ones."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from crm.i18n import _
from crm.queries import organisations, people, projects
from crm.rules import code_lists, names
from ui.kit import fields
from ui.kit.fields import Field
from ui.kit.people_field import PeopleField, Suggestion

# Organisations stand among people in one field; their ids are told apart by the sign.
ORGANISATION = -1


def suggest_participants(text: str, on: date | None) -> list[Suggestion]:
    """People, then organisations, for a few letters; the employer is that of the day."""
    found = [
        Suggestion(row.id, row.name, " · ".join(filter(None, (row.title, row.organisation))))
        for row in people.suggest(text, limit=6, on=on)
    ]
    return found + [
        Suggestion(ORGANISATION * row.id, row.name, _("Organisation")) for row in organisations.suggest(text, limit=2)
    ]


def participants(
    name: str,
    label: str,
    day_held: Callable[[], date | None],
    chip: Callable[[Suggestion], str] | None = None,
) -> Field:
    """People and organisations who took part; an unknown "Eva Kern, Acme AS" is offered as new."""

    def suggest(text: str) -> list[Suggestion]:
        return suggest_participants(text, day_held())

    def create(text: str) -> Suggestion | None:
        who, _comma, organisation = names.clean(text).partition(",")
        return Suggestion(None, who.strip(), organisation.strip()) if who.strip() else None

    return fields.people(
        name,
        label,
        suggest=suggest,
        create=create,
        placeholder=_("Three letters of a name, or “Eva Kern, Acme AS”"),
        chip=chip,
    )


def project_by_title(name: str, label: str) -> Field:
    """One project by its title; its value is a Suggestion or None. An unknown title is offered as new."""

    def suggest(text: str) -> list[Suggestion]:
        return [
            Suggestion(row.id, row.title, code_lists.label("project_stage", row.stage))
            for row in projects.suggest(text)
        ]

    def create(text: str) -> Suggestion | None:
        return Suggestion(None, names.clean(text), _("new")) if names.clean(text) else None

    return _single(fields.people(name, label, suggest=suggest, create=create, avatars=False), wide=False)


def organisation(name: str, label: str, *, required: bool = False, hint: str = "") -> Field:
    """One organisation by its name; its value is a Suggestion or None. An unknown name is offered as new."""

    def create(text: str) -> Suggestion | None:
        return Suggestion(None, names.clean(text), _("new")) if names.clean(text) else None

    return _single(
        fields.people(
            name,
            label,
            suggest=_organisations,
            create=create,
            required=required,
            hint=hint,
            placeholder=_("Three letters of its name, or a new one"),
        )
    )


def known_organisation(name: str, label: str, *, required: bool = False, hint: str = "") -> Field:
    """One organisation of the register; its value is an id or None."""
    inner = fields.people(name, label, suggest=_organisations, required=required, hint=hint)
    return _by_id(_single(inner), lambda id: organisations.detail(id).name)


def known_organisations(name: str, label: str, *, hint: str = "") -> Field:
    """Several organisations of the register; its value is a list of ids."""
    inner = fields.people(name, label, suggest=_organisations, hint=hint)

    def put(ids: Sequence[int] | None) -> None:
        found = organisations.named(list(ids or ()))
        inner.put([Suggestion(id, found[id].name) for id in ids or () if id in found])

    return replace(inner, get=lambda: [one.id for one in inner.get()], put=put)


def known_person(name: str, label: str, *, required: bool = False, hint: str = "") -> Field:
    """One person of the register; its value is an id or None."""

    def suggest(text: str) -> list[Suggestion]:
        return [Suggestion(row.id, row.name, row.organisation) for row in people.suggest(text, limit=8)]

    inner = fields.people(name, label, suggest=suggest, required=required, hint=hint)
    return _by_id(_single(inner), lambda id: people.detail(id).name)


def employer(chosen: Suggestion | None) -> dict[str, Any]:
    """The chosen organisation as commands take it: by id, or by the name of one that is new."""
    if chosen is None:
        return {}
    return {"organisation": chosen.id} if chosen.id is not None else {"organisation_name": chosen.title}


def _organisations(text: str) -> list[Suggestion]:
    return [Suggestion(row.id, row.name, row.city) for row in organisations.suggest(text, limit=8)]


def _by_id(field: Field, name_of: Callable[[int], str]) -> Field:
    def get() -> int | None:
        chosen: Suggestion | None = field.get()
        return chosen.id if chosen is not None else None

    def put(value: int | None) -> None:
        field.put(None if value is None else Suggestion(value, name_of(value)))

    return replace(field, get=get, put=put)


def _single(field: Field, *, wide: bool = True) -> Field:
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
        wide=wide,
    )
