"""Settings: each change is kept at once, and what is wrong is told beside its field."""

import pytest
from PySide6.QtWidgets import QLineEdit

from crm.commands import organisations, staff
from crm.queries import focus_areas, hour_caps, log_templates, rates, settings
from crm.queries import organisations as organisation_queries
from crm.queries import staff as staff_queries
from tests.ui.register import settle
from ui.kit.dialog import Dialog

pytestmark = pytest.mark.begins_on("settings")


@pytest.fixture
def page(window):
    window.go("settings")
    settle(lambda: not window.desk.questions.waiting())
    return window.page()


def write(page, name, words):
    holder = holding(page, name)
    field = holder.form.widget(name)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.setText(words)
    holder.form.edited.emit(name)
    holder._keep(name)


def holding(page, name):
    return page.caps if name in page.caps.form.fields else page.cluster


def test_a_field_is_kept_when_it_is_left(page, window):
    write(page, "cluster_name", "Nye Testklyngen")
    assert settings.get("cluster_name") == "Nye Testklyngen"
    settle(lambda: window.shell.sidebar._title.text() == "Nye Testklyngen")


@pytest.mark.parametrize(("name", "words"), [("cluster_name", ""), ("cluster_org_number", "123456789"),
                                             ("contract_start", "31.2.2026"), ("hour_rate_cap", "mye")])  # fmt: skip
def test_what_is_wrong_is_told_beside_the_field_and_not_kept(page, name, words):
    before = settings.get(name)
    write(page, name, words)
    assert name in holding(page, name).form.problems()
    assert settings.get(name) == before


def test_days_and_numbers_are_read_as_norwegians_write_them(page):
    write(page, "contract_start", "3.11.26")
    write(page, "hour_rate_cap", "1 350")
    assert settings.get("contract_start") == "2026-11-03" and settings.get("hour_rate_cap") == "1350"


def test_a_cap_says_what_it_leaves_and_an_empty_one_is_the_standard_again(page, window):
    write(page, "hour_rate_cap", "900")
    settle(lambda: "NOK 900 an hour" in page.caps._example.text())
    assert hour_caps.caps().rate == 900_00
    write(page, "hour_rate_cap", "")
    settle(lambda: "NOK 1,200 an hour" in page.caps._example.text())
    assert settings.get("hour_rate_cap") == "1200" and page.caps.form.value("hour_rate_cap") == 1200


def test_the_head_office_brings_its_county(page):
    page.cluster.form.set_values({"hq_municipality_code": "4601"})
    page.cluster._keep("hq_municipality_code")
    assert settings.get("county_codes") == "46"


def test_the_choices_of_this_computer_are_kept(page, program):
    combo = page._choices["reduced_motion"]
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    assert program.settings.reduced_motion is True
    program.prefer("reduced_motion", True)


def test_who_one_is_signs_what_is_written(page, program, known):
    (kari,) = staff_queries.all()
    page._signs.setCurrentIndex(1)
    page._signs.activated.emit(1)
    assert program.registers.signs() == kari.id
    assert program.settings.staff[str(known.path)] == str(kari.id)


def test_staff_come_and_go(page, window):
    page.staff.edit(None)
    dialog = window.findChild(Dialog)
    dialog.form.set_values({"name": "Ola Hansen", "email": "ola@testklyngen.example"})
    dialog.save_now()
    settle(lambda: len(page.staff.view.table().ids()) == 2)
    page.staff.archive(page.staff.view.table().ids()[1])
    settle(lambda: len(page.staff.view.table().ids()) == 1)


def test_a_new_colleague_can_sign_at_once(page):
    staff.add("Ola Hansen")
    settle(lambda: page._signs.count() == 3)


def test_focus_areas_are_edited_where_they_stand(page, window):
    first = next(iter(page.focus_areas.rows()))
    page.focus_areas.edit(first)
    dialog = window.findChild(Dialog)
    dialog.form.set_values({"name_en": "Growing the cluster"})
    dialog.save_now()
    assert focus_areas.all("en")[0].name == "Growing the cluster"


def test_a_template_is_added_changed_put_first_and_archived(page):
    dialog = page.templates.edit(None)
    dialog.form.set_values({"name": "Coffee", "minutes": 20, "tasks": "Say thanks +1d\nAsk again +2w"})
    dialog.save_now()
    mine = log_templates.all()[-1]
    assert (mine.name, mine.minutes, mine.tasks) == ("Coffee", 20, [("Say thanks", 1), ("Ask again", 14)])
    settle(lambda: mine.id in page.templates._known)
    dialog = page.templates.edit(mine.id)
    dialog.form.set_values({"tasks": "Ask again sometime"})
    dialog.save_now()
    assert "Ask again sometime" in dialog.form.problems()["tasks"]
    dialog.form.set_values({"tasks": ""})
    dialog.save_now()
    page.templates.view.go_to(mine.id)
    page.templates._put_first()
    assert (log_templates.all()[0].id, log_templates.all()[0].tasks) == (mine.id, [])
    page.templates.archive(mine.id)
    assert mine.id not in [row.id for row in log_templates.all()]


def test_the_euro_of_a_year_is_given_and_the_size_follows(page, known):
    organisations.edit(known.nordlys, employees=9, turnover=30_000_000_00, accounts_year=2024)
    settle(lambda: "2024" in page.rates._lacking.text())
    dialog = page.rates.edit(None)
    assert dialog.form.fields["year"].get() == 2024, "the year that is missing is offered"
    dialog.form.fields["euro"].put(11_50)
    dialog.save_now()
    assert (rates.all()[0].euro, organisation_queries.detail(known.nordlys).size_class) == (11_50, "small")
    settle(lambda: not page.rates._lacking.isVisibleTo(page))
    page.rates.archive(rates.all()[0].id)
    assert organisation_queries.detail(known.nordlys).size_basis == "headcount_only"
