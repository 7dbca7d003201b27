"""Fields that know the register: days in shorthand, words of the code lists, staff, focus areas, who and where."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit

from crm.errors import Invalid
from crm.i18n import _, language
from crm.queries import focus_areas, ledger, named, organisations, people, projects, staff, tags
from crm.rules import code_lists, dates, names, recurrence
from ui.kit import fields
from ui.kit.fields import Field
from ui.kit.people_field import PeopleField, Suggestion

_CLOCK = re.compile(r"(?:kl\.? ?)?([0-9]{1,2})[.:]?([0-5][0-9])?", re.IGNORECASE)

_INTERVALS = ((1, "week"), (2, "week"), (1, "month"), (2, "month"), (3, "month"), (6, "month"), (1, "year"))

# Organisations stand among people in one field; their ids are told apart by the sign.
ORGANISATION = -1


def today() -> date:
    """The day on which the dialog is open."""
    return date.today()


def day(name: str, label: str, *, required: bool = False, hint: str = "", held: bool = False) -> Field:
    """A day that may be written as UX.md says: 3.11, i dag, fredag, +2u; `held` where it is that of a meeting."""
    read = dates.held if held else dates.parse
    field = fields.day(
        name,
        label,
        parse=lambda text: read(text, today()),
        show=dates.show,
        required=required,
        hint=hint,
    )
    assert isinstance(field.widget, QLineEdit)
    # Short enough for a third of a dialog; the sentence about a wrong one tells more.
    field.widget.setPlaceholderText(_("3.11, friday, +2w"))
    field.widget.setToolTip(field.widget.placeholderText())
    return field


def code(
    name: str, label: str, code_list: str, *, blank: bool = False, required: bool = False, hint: str = ""
) -> Field:
    """One entry of a code list; with `blank` also none, whose value is ""."""
    listed: list[tuple[Any, str]] = [(key, code_lists.label(code_list, key)) for key in code_lists.keys(code_list)]
    field = fields.choice(name, label, choices=([("", "–")] if blank else []) + listed, required=required, hint=hint)
    if blank:
        field.put("")
    return field


def staff_member(name: str, label: str, *, nobody: str = "–") -> Field:
    """Who of the staff; None for nobody, who is called `nobody`."""
    listed: list[tuple[Any, str]] = [(row.id, row.name) for row in staff.all()]
    return fields.choice(name, label, choices=[(None, nobody if listed else "–"), *listed])


def project(name: str, label: str, *, chosen: int | None = None) -> Field:
    """One of the projects, `chosen` also where it is archived; None for none."""
    listed: list[tuple[Any, str]] = list(named.projects())
    if chosen is not None and chosen not in [id for id, _title in listed]:
        listed += named.names("project", [chosen]).items()
    return fields.choice(name, label, choices=[(None, "–"), *listed])


def repeat(name: str, label: str) -> Field:
    """How often something comes again: chosen, or written as in "every 5 weeks"; an Interval, None for once."""
    combo = QComboBox()
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    fields.dress(combo)
    once = _("only once")
    combo.addItem(once)
    for every, unit in _INTERVALS:
        combo.addItem(recurrence.show(every, unit))

    def get() -> recurrence.Interval | None:
        typed = combo.currentText().strip()
        if not typed or typed == once:
            return None
        found = recurrence.parse(typed)
        if found is None:
            raise Invalid({"": _("“{text}” is not understood. Write “every 2 weeks”, for example.").format(text=typed)})
        return found

    def put(value: recurrence.Interval | None) -> None:
        combo.setCurrentText(recurrence.show(*value) if value else once)

    return fields.custom(name, label, widget=combo, get=get, put=put, changed=combo.editTextChanged)


def network(name: str, label: str) -> Field:
    """The cluster ("main"), or a network within it: one that is known, or a new name."""
    combo = QComboBox()
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    fields.dress(combo)
    known = ledger.networks()
    for _key, words in known:
        combo.addItem(words)

    def get() -> str:
        typed = names.clean(combo.currentText())
        return next((key for key, words in known if words.casefold() == typed.casefold()), typed) or ledger.MAIN

    def put(value: str | None) -> None:
        combo.setCurrentText(dict(known).get(value or ledger.MAIN, value or ""))

    return fields.custom(name, label, widget=combo, get=get, put=put, changed=combo.editTextChanged)


def focus_area(name: str, label: str) -> Field:
    """One of the focus areas, children below their parents; None for none."""
    listed: list[tuple[Any, str]] = [
        (row.id, ("    " if row.parent_id else "") + row.name) for row in focus_areas.all(language())
    ]
    return fields.choice(name, label, choices=[(None, "–"), *listed])


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


def tag_list(name: str, label: str) -> Field:
    """Tags of one's own; its value is a list of str."""
    return replace(fields.tags(name, label, known=[tag.name for tag in tags.all()]), wide=False)


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


def known_person(name: str, label: str, *, required: bool = False, hint: str = "") -> Field:
    """One person of the register; its value is an id or None."""

    def suggest(text: str) -> list[Suggestion]:
        return [Suggestion(row.id, row.name, row.organisation) for row in people.suggest(text, limit=8)]

    inner = fields.people(name, label, suggest=suggest, required=required, hint=hint)
    return _by_id(_single(inner), lambda id: people.detail(id).name)


def _organisations(text: str) -> list[Suggestion]:
    return [Suggestion(row.id, row.name, row.city) for row in organisations.suggest(text, limit=8)]


def _by_id(field: Field, name_of: Callable[[int], str]) -> Field:
    def get() -> int | None:
        chosen: Suggestion | None = field.get()
        return chosen.id if chosen is not None else None

    def put(value: int | None) -> None:
        field.put(None if value is None else Suggestion(value, name_of(value)))

    return replace(field, get=get, put=put)


def every_days(name: str) -> Field:
    """After how many days without a meeting one should speak again; None as the cluster has it, 0 never."""
    hint = _("Empty: as the settings say for members. 0: never.")
    return fields.number(name, _("Speak at least every"), suffix=_("days"), most=3650, hint=hint)


def money(name: str, label: str, *, required: bool = False, hint: str = "") -> Field:
    """An amount as one writes it in kroner; its value is whole øre or None."""
    return _scaled(fields.number(name, label, decimals=2, suffix="kr", required=required, hint=hint), 100)


def hours(name: str, label: str, *, hint: str = "") -> Field:
    """A number of hours; its value is whole minutes or None."""
    return _scaled(fields.number(name, label, decimals=2, suffix=_("hours"), hint=hint), 60)


def clock(name: str, label: str) -> Field:
    """A time of day however it is typed (10, 1030, 10.30, 10:30); its value is "10:30", "" for none."""
    field = fields.text(name, label, placeholder="10:30")

    def get() -> str:
        typed: str = field.get()
        found = _CLOCK.fullmatch(typed)
        if typed and (found is None or int(found[1]) > 23):
            raise Invalid({"": _("“{text}” is no time of day. Write 10, 1030 or 10:30.").format(text=typed)})
        return f"{int(found[1]):02}:{found[2] or '00'}" if found else ""

    return replace(field, get=get)


def year(name: str, label: str) -> Field:
    """A year of four figures; its value is an int."""
    field = fields.number(name, label, least=1900, most=2200, required=True)

    def put(value: int | None) -> None:
        # Not "2 026": a year is no quantity.
        assert isinstance(field.widget, QLineEdit)
        field.widget.setText("" if value is None else str(value))

    return replace(field, put=put)


def _scaled(field: Field, by: int) -> Field:
    def get() -> int | None:
        value: Decimal | None = field.get()
        return None if value is None else round(value * by)

    def put(value: int | None) -> None:
        shown = None if value is None else Decimal(value) / by
        # Whole numbers without decimals, others with two.
        field.put(shown if shown is None else int(shown) if shown == int(shown) else round(shown, 2))

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


def employer(chosen: Suggestion | None) -> dict[str, Any]:
    """The chosen organisation as commands take it: by id, or by the name of one that is new."""
    if chosen is None:
        return {}
    return {"organisation": chosen.id} if chosen.id is not None else {"organisation_name": chosen.title}
