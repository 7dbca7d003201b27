"""Fields that know the register: days in shorthand, words of the code lists, staff, focus areas, amounts."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit

from crm.errors import Invalid
from crm.i18n import _, language
from crm.queries import focus_areas, ledger, named, staff, tags
from crm.rules import code_lists, dates, folding, names, places, recurrence
from ui.kit import fields
from ui.kit.fields import Field

_CLOCK = re.compile(r"(?:kl\.? ?)?([0-9]{1,2})[.:]?([0-5][0-9])?", re.IGNORECASE)

_INTERVALS = ((1, "week"), (2, "week"), (1, "month"), (2, "month"), (3, "month"), (6, "month"), (1, "year"))


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
    """One entry of a code list; with `blank` also none, whose value is "".

    What is offered no more can be chosen only where a record carries it already.
    """
    listed: list[tuple[Any, str]] = [(key, code_lists.label(code_list, key)) for key in code_lists.offered(code_list)]
    field = fields.choice(name, label, choices=([("", "–")] if blank else []) + listed, required=required, hint=hint)
    combo = field.widget
    assert isinstance(combo, QComboBox)
    choose = field.put

    def put(value: Any) -> None:
        if value and combo.findData(value) < 0:
            combo.addItem(code_lists.label(code_list, value), value)
        choose(value)

    field = replace(field, put=put)
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


def activity(name: str, label: str, *, chosen: int | None = None) -> Field:
    """One of the activities, the newest first, `chosen` also where it is archived; None for none."""
    listed: list[tuple[Any, str]] = list(named.activities())
    if chosen is not None and chosen not in [id for id, _name in listed]:
        listed += named.activities(of=[chosen])
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
    """One of the focus areas of this year, children below their parents; None for none.

    One of earlier years, or archived, is shown only where a record carries it already.
    """
    this = today().year
    listed: list[tuple[Any, str]] = [
        (row.id, ("    " if row.parent_id else "") + row.name)
        for row in focus_areas.all(language())
        if (row.active_from_year or this) <= this <= (row.active_to_year or this)
    ]
    field = fields.choice(name, label, choices=[(None, "–"), *listed])
    combo = field.widget
    assert isinstance(combo, QComboBox)
    choose = field.put

    def put(value: Any) -> None:
        if value is not None and combo.findData(value) < 0:
            known = {row.id: row.name for row in focus_areas.all(language(), archived=True)}
            combo.addItem(known.get(value, str(value)), value)
        choose(value)

    return replace(field, put=put)


def municipality(name: str, label: str) -> Field:
    """One of the municipalities by its name; its value is the number, "" for none."""
    listed = sorted(places.municipalities(), key=lambda place: folding.sort_key(place.name))
    field = fields.choice(name, label, choices=[("", "–"), *((place.code, place.name) for place in listed)])
    field.put("")
    return field


def tag_list(name: str, label: str) -> Field:
    """Tags of one's own; its value is a list of str."""
    return replace(fields.tags(name, label, known=[tag.name for tag in tags.all()]), wide=False)


def every_days(name: str) -> Field:
    """After how many days without a meeting one should speak again; None as the cluster has it, 0 never."""
    hint = _("Empty: as the settings say for members. 0: never.")
    return fields.number(name, _("Speak at least every"), suffix=_("days"), most=3650, hint=hint)


def money(name: str, label: str, *, required: bool = False, hint: str = "", signed: bool = False) -> Field:
    """An amount as one writes it in kroner, `signed` where it may be below zero; its value is whole øre or None."""
    least = -(10**12) if signed else 0
    return _scaled(fields.number(name, label, decimals=2, suffix="kr", required=required, hint=hint, least=least), 100)


def hundredths(name: str, label: str, *, suffix: str = "", hint: str = "") -> Field:
    """A number with two decimals, such as euro or an average; its value is whole hundredths or None."""
    return _scaled(fields.number(name, label, decimals=2, suffix=suffix, hint=hint), 100)


def hours(name: str, label: str, *, hint: str = "") -> Field:
    """A number of hours; its value is whole minutes or None."""
    return _scaled(fields.number(name, label, decimals=2, suffix=_("hours"), hint=hint), 60)


def signed_hundredths(name: str, label: str, *, hint: str = "", required: bool = False) -> Field:
    """A number with at most two decimals, below zero too; its value is whole hundredths or None."""
    return _scaled(fields.number(name, label, decimals=2, least=-(10**12), hint=hint, required=required), 100)


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


def year(name: str, label: str, *, required: bool = True, hint: str = "") -> Field:
    """A year of four figures; its value is an int, None where none need be given and none is."""
    field = fields.number(name, label, least=1900, most=2200, required=required, hint=hint)

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
