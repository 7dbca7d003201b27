from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm.errors import Invalid
from ui.kit import fields, when
from ui.kit.date_field import DateField
from ui.kit.forms import Form
from ui.kit.people_field import PeopleField, Suggestion
from ui.kit.tag_field import TagField

PEOPLE = [Suggestion(1, "Eva Kern", "Acme AS"), Suggestion(2, "Evald Ås", "Nord AS"), Suggestion(3, "Ola Nes")]


def parse(words: str) -> date | None:
    return {"3.11": date(2026, 11, 3), "03.11.2026": date(2026, 11, 3), "friday": date(2026, 11, 6)}.get(
        words, _exact(words)
    )


def _exact(words: str) -> date | None:
    parts = words.split(".")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    day, month, year = map(int, parts)
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= 28 else None


def suggest(words: str) -> list[Suggestion]:
    return [one for one in PEOPLE if words.lower() in one.title.lower()]


def a_form(qtbot: QtBot, **more: object) -> Form:
    form = Form(
        [
            fields.text("name", "Name", required=True),
            fields.number("minutes", "Minutes", least=1, most=600),
            fields.number("fee", "Fee", decimals=2, suffix="kr"),
            fields.choice("kind", "Kind", choices=[("full", "Full member"), ("partner", "Partner")]),
            fields.day("day", "Day", parse=parse, show=when.exact),
            fields.lines("notes", "Notes"),
            fields.check("news", "Newsletter"),
            fields.tags("areas", "Areas", known=["Wind", "Fish"]),
            fields.people("who", "Who", suggest=suggest, create=lambda words: Suggestion(None, words)),
        ],
        **more,  # type: ignore[arg-type]
    )
    host = QWidget()
    layout = QVBoxLayout(host)
    layout.addWidget(form)
    layout.addWidget(QLineEdit())
    qtbot.addWidget(host)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    form.host = host  # type: ignore[attr-defined]  # lives as long as the form
    return form


VALUES = {
    "name": "Acme AS",
    "minutes": 60,
    "fee": Decimal("1234.50"),
    "kind": "partner",
    "day": date(2026, 11, 3),
    "notes": "one\ntwo",
    "news": True,
    "areas": ["Wind", "Hydrogen"],
    "who": PEOPLE[:2],
}


@pytest.mark.parametrize("labels", ["above", "left"])
def test_what_is_put_in_comes_out(qtbot: QtBot, labels: str):
    form = a_form(qtbot, labels=labels, columns=2)
    form.set_values(VALUES)
    assert form.values() == VALUES
    assert not form.changed()


def test_fields_that_are_not_named_keep_theirs(qtbot: QtBot):
    form = a_form(qtbot)
    form.set_values(VALUES)
    form.set_values({"name": "Other"})
    assert form.values() == {**VALUES, "name": "Other"}


def test_a_form_knows_whether_it_was_changed(qtbot: QtBot):
    form = a_form(qtbot)
    form.set_values(VALUES)
    edited: list[str] = []
    form.edited.connect(edited.append)
    name = form.widget("name")
    assert isinstance(name, QLineEdit)
    name.setText("Acme A")
    assert form.changed() and edited == ["name"]
    name.setText("Acme AS")
    assert not form.changed()


def test_every_text_that_is_no_value_is_named_at_once(qtbot: QtBot):
    form = a_form(qtbot)
    form.set_values({**VALUES, "name": ""})
    for name, words in (("minutes", "many"), ("fee", "1,234"), ("day", "soonish")):
        widget = form.widget(name)
        assert isinstance(widget, QLineEdit)
        widget.setText(words)
    with pytest.raises(Invalid) as told:
        form.values()
    assert told.value.fields.keys() == {"name", "minutes", "fee", "day"}
    assert "many" in told.value.fields["minutes"]


def test_numbers_are_read_as_norwegians_write_them(qtbot: QtBot):
    form = a_form(qtbot)
    fee = form.widget("fee")
    assert isinstance(fee, QLineEdit)
    for words, value in (("1 234,50", "1234.50"), ("1\u00a0234,5", "1234.50"), ("-1", None), ("7", "7.00")):
        fee.setText(words)
        if value is None:
            with pytest.raises(Invalid):
                form.value("fee")
        else:
            assert form.value("fee") == Decimal(value)
    fee.setText("")
    assert form.value("fee") is None
    form.set_values({"fee": Decimal("1234567.5")})
    assert fee.text() == "1 234 567,5"


@pytest.mark.parametrize("words", ["9" * 40, "-" + "9" * 40, "1e400", "nan", "sNaN", "inf", "0," + "1" * 40])
@pytest.mark.parametrize("name", ["minutes", "fee"])
def test_a_number_of_any_length_is_refused_with_a_sentence(qtbot: QtBot, name: str, words: str):
    form = a_form(qtbot)
    widget = form.widget(name)
    assert isinstance(widget, QLineEdit)
    widget.setText(words)
    with pytest.raises(Invalid, match="number"):
        form.value(name)


def test_a_problem_stands_beside_its_field_and_goes_when_it_is_mended(qtbot: QtBot):
    form = a_form(qtbot)
    left_over = form.show_problems({"minutes": "Too long.", "elsewhere": "Hm."})
    assert left_over == {"elsewhere": "Hm."}
    assert form.problems() == {"minutes": "Too long."}
    minutes = form.widget("minutes")
    assert minutes.accessibleDescription() == "Too long."
    assert minutes.hasFocus() or form.window().focusWidget() is minutes
    qtbot.keyClicks(minutes, "5")
    assert form.problems() == {}


def test_a_warning_keeps_nobody_from_saving(qtbot: QtBot):
    form = a_form(qtbot)
    form.set_values(VALUES)
    form.set_warnings({"name": "There is another Acme AS."})
    assert form.values() == VALUES


def test_a_field_that_was_edited_and_left_is_told(qtbot: QtBot):
    form = a_form(qtbot)
    left: list[str] = []
    form.left.connect(left.append)
    form.widget("name").setFocus()
    form.widget("notes").setFocus()
    assert left == []
    qtbot.keyClicks(form.widget("notes"), "x")
    form.widget("name").setFocus()
    assert left == ["notes"]


def test_a_code_that_is_no_more_is_shown_and_kept(qtbot: QtBot):
    form = a_form(qtbot)
    form.set_values({"kind": "abolished"})
    assert form.value("kind") == "abolished"
    form.set_choices("kind", [("full", "Fullt"), ("partner", "Partner")])
    assert form.value("kind") is None


def test_the_wheel_passes_over_a_choice(qtbot: QtBot):
    form = a_form(qtbot)
    form.set_values({"kind": "full"})
    combo = form.widget("kind")
    assert isinstance(combo, QComboBox)
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, turn)
    assert form.value("kind") == "full"


def test_every_field_has_a_name_for_a_screen_reader(qtbot: QtBot):
    form = a_form(qtbot)
    for name, field in form.fields.items():
        assert field.widget.accessibleName(), name


def a_day(qtbot: QtBot) -> DateField:
    field = DateField(parse, when.exact)
    qtbot.addWidget(field)
    field.show()
    return field


def test_a_shorthand_is_told_while_typing_and_shown_whole_after(qtbot: QtBot):
    field = a_day(qtbot)
    told: list[str] = []
    field.understood.connect(told.append)
    qtbot.keyClicks(field, "friday")
    assert told[-1] == "Friday 06.11.2026"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "06.11.2026"
    assert field.day() == date(2026, 11, 6)


def test_wrong_input_is_told_and_never_changes_the_day_silently(qtbot: QtBot):
    field = a_day(qtbot)
    field.set_day(date(2026, 11, 3))
    changes: list[object] = []
    field.changed.connect(changes.append)
    field.selectAll()
    qtbot.keyClicks(field, "31.02.2026")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "31.02.2026"
    assert "31.02.2026" in field.problem()
    assert changes == []
    with pytest.raises(Invalid):
        field.day()


def test_arrows_move_a_day_and_an_emptied_field_is_no_day(qtbot: QtBot):
    field = a_day(qtbot)
    field.set_day(date(2026, 11, 3))
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.day() == date(2026, 11, 4)
    changes: list[object] = []
    field.changed.connect(changes.append)
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert field.day() is None
    assert changes == [None]


def test_the_calendar_opens_on_the_day_and_gives_one_back(qtbot: QtBot):
    field = a_day(qtbot)
    field.set_day(date(2026, 11, 3))
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(QApplication.focusWidget() or popup, Qt.Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget() or popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field.day() == date(2026, 11, 4))


def who(qtbot: QtBot, **more: object) -> PeopleField:
    field = PeopleField(suggest, lambda words: Suggestion(None, words), "Name", **more)  # type: ignore[arg-type]
    qtbot.addWidget(field)
    field.show()
    field.edit.setFocus()
    return field


def test_three_people_take_their_letters_and_six_keys(qtbot: QtBot):
    field = who(qtbot)
    for letters, expected in (("eva", 1), ("ola", 3), ("eva", 2)):
        qtbot.keyClicks(field.edit, "@" + letters)
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
        assert field.chosen()[-1].id == expected  # who is chosen already is not offered again
    qtbot.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert [one.id for one in field.chosen()] == [1, 3]


def test_somebody_unknown_is_made_in_place(qtbot: QtBot):
    field = who(qtbot)
    qtbot.keyClicks(field.edit, "Kari Nord, Acme AS")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.chosen() == [Suggestion(None, "Kari Nord, Acme AS")]
    assert field.pending() == ""


def test_an_at_sign_in_the_subject_jumps_to_the_people(qtbot: QtBot):
    host = QWidget()
    qtbot.addWidget(host)
    layout = QVBoxLayout(host)
    subject, field = QLineEdit(), PeopleField(suggest)
    layout.addWidget(subject)
    layout.addWidget(field)
    field.catch(subject)
    host.show()
    host.activateWindow()
    subject.setFocus()
    qtbot.keyClicks(subject, "mail to a@")
    assert subject.text() == "mail to a@"
    qtbot.keyClicks(subject, " ")
    qtbot.keyClicks(subject, "@")
    assert host.focusWidget() is field.edit
    assert subject.text() == "mail to a@ "


def test_letters_nobody_was_chosen_for_are_not_lost(qtbot: QtBot):
    form = a_form(qtbot)
    people = form.widget("who")
    assert isinstance(people, PeopleField)
    people.edit.setText("Ev")
    with pytest.raises(Invalid) as told:
        form.value("who")
    assert "Ev" in told.value.fields["who"]


def test_enter_in_an_empty_people_field_presses_no_button(qtbot: QtBot):
    field = who(qtbot)
    passed: list[int] = []
    field.edit.returnPressed.connect(lambda: passed.append(1))
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert passed == []


def test_tags_are_found_or_made_and_never_twice(qtbot: QtBot):
    field = TagField(["Wind", "Offshore wind"])
    qtbot.addWidget(field)
    field.show()
    for letters in ("win", "Solar", "solar"):
        qtbot.keyClicks(field.edit, letters)
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.tags() == ["Wind", "Solar"]


def test_a_closed_tag_field_makes_nothing_new(qtbot: QtBot):
    field = TagField(["Wind"], closed=True)
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field.edit, "Solar")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.tags() == []
    assert field.pending() == "Solar"


def test_a_lone_field_keeps_the_width_of_its_column(qtbot: QtBot):
    form = Form([fields.text("year", "Year")], columns=3)
    qtbot.addWidget(form)
    form.resize(800, 80)
    form.show()
    assert form.widget("year").width() < 300


def test_a_box_to_tick_stands_on_the_line_of_the_field_beside_it(qtbot: QtBot):
    form = Form([fields.text("name", "Name"), fields.check("also", "This too")], columns=2)
    qtbot.addWidget(form)
    form.resize(600, 80)
    form.show()
    name, box = (form.widget(one).mapTo(form, form.widget(one).rect().center()).y() for one in ("name", "also"))
    assert abs(name - box) <= 4
