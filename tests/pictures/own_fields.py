"""Shots of the fields of the cluster's own: their card, the dialogs that make them, and a form that has some."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from crm.commands import own_fields, own_values, tags
from crm.i18n import language
from crm.queries import own_fields as queries
from tests.pictures import cluster
from ui.app import Program

Shot = Callable[[Program], object]


def shots() -> Iterator[tuple[str, Shot]]:
    """Every shot; they change what stands in the register."""
    yield "own-field", _new
    yield "own-field-edit", partial(_dialog, name="own_field")
    yield "own-choices", partial(_dialog, name="own_choices")
    yield "person-own", _person
    yield "contact-own", lambda program: program.window.go("contacts", _filled())
    yield "settings-own", _settings
    yield "words-tag-merge", _merge


def _fields() -> dict[str, int]:
    """Some fields of contacts, made once."""
    known = {field.kind: field.id for field in queries.of("person")}
    if known:
        return known
    nb = language() == "nb"
    words = ("Oppstart", "Skalering", "Moden") if nb else ("Early", "Scaling", "Mature")
    own_fields.add("organisation", "Vekstfase" if nb else "Growth phase", "choice", choices=words)
    for kind, name in (
        ("text", "Støtte til" if nb else "Support for"),
        ("choice", "Hvordan vi møttes" if nb else "How we met"),
        ("date", "Siste kurs" if nb else "Last course"),
        ("number", "Antall kurs" if nb else "Number of courses"),
        ("yes_no", "Julekort" if nb else "Christmas card"),
        ("link", "Mappe" if nb else "Folder"),
    ):
        met = ("Messe", "Anbefalt", "Tok kontakt selv") if nb else ("Fair", "Recommended", "Wrote to us")
        own_fields.add("person", name, kind, choices=met)
    return {field.kind: field.id for field in queries.of("person")}


def _filled() -> int:
    made, person = _fields(), cluster.chosen()["person"]
    met = next(iter(queries.field(made["choice"]).offered))  # type: ignore[union-attr]
    said: dict[int, Any] = {made["text"]: "Pilot for havvind, Finnmark", made["choice"]: met, made["number"]: 3_00}
    said |= {made["date"]: date(2026, 9, 4), made["yes_no"]: True, made["link"]: "https://disk.example/havvind"}
    own_values.put("person", person, said)
    return int(person)


def _new(program: Program) -> None:
    from ui.dialogs import own_field

    dialog = own_field.ask(program.window, about="organisation")
    assert dialog.form is not None
    nb = language() == "nb"
    dialog.form.fields["kind"].put("choice")
    dialog.form.fields["name"].put("Vekstfase" if nb else "Growth phase")
    dialog.form.fields["choices"].put("Oppstart\nSkalering" if nb else "Early\nScaling")


def _dialog(program: Program, name: str) -> None:
    from importlib import import_module

    import_module(f"ui.dialogs.{name}").ask(program.window, field=_fields()["choice"])


def _person(program: Program) -> None:
    from ui.dialogs import person

    person.ask(program.window, person=_filled())


def _settings(program: Program) -> None:
    from tests.ui.register import settle

    _filled()
    program.window.go("settings")
    page: Any = program.window.page()
    settle(lambda: not program.window.desk.questions.waiting())
    scroll = page.own_fields.parentWidget().parentWidget().parentWidget()
    scroll.ensureWidgetVisible(page.own_fields, 0, 0)
    page.own_fields.view.go_to(_fields()["choice"])


def _merge(program: Program) -> None:
    from ui.dialogs import words, words_tags

    tags.put("person", _filled(), ["Styret", "styre"])
    below = words.ask(program.window, chosen="tags")
    panel = below.findChildren(words_tags.Tags)[0]
    panel.listing.go_to(0)
    made = words_tags.ask_other(panel, panel.listing.current_row())
    made.setParent(program.window, made.windowFlags())
    below.close()
    made.open()
