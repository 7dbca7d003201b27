"""K01-K09 and K40, counted by hand (DOMAIN.md 7 and the test anchors of section 8)."""

from datetime import date

from crm.commands import fees, memberships, organisations, people, settings
from crm.reports import run
from crm.reports.figures import FIGURES
from crm.reports.figures.definition import Almost
from crm.reports.report import Report
from tests.crm.reports.conftest import member


def report(year: int = 2024) -> Report:
    return run.make(year, today=date(2030, 1, 1))


def value(key: str, year: int = 2024) -> int | float | None:
    return report(year).figures[key].value


def test_36_members_with_22_companies_are_61_1_percent(first_user):
    made = report()
    assert (made.figures["K01"].value, made.figures["K05"].value) == (36, 61.1)
    assert len(made.figures["K05"].counted) == 22
    assert (made.figures["K07"].value, sum(part.value or 0 for part in made.figures["K07"].now.parts.values())) == (
        4,
        36,
    )


def test_who_leaves_on_the_last_day_still_counts_and_is_lost_the_year_after(first_user):
    going = member("Går 31.12", left=date(2024, 12, 31))
    assert (value("K01"), value("K03")) == (37, 0)
    after = report(2025)
    assert (after.figures["K01"].value, after.figures["K03"].counted) == (36, (going.organisation,))


def test_who_joins_and_leaves_in_the_same_year_is_new_and_lost(first_user):
    member("Kort besøk", joined=date(2024, 3, 1), left=date(2024, 9, 30))
    assert [value(key) for key in ("K01", "K02", "K03")] == [36, 1, 1]


def test_who_leaves_and_comes_back_in_the_same_year_is_neither_new_nor_lost(first_user):
    back = member("Kom tilbake", left=date(2024, 3, 31))
    memberships.join(back.organisation, joined_on=date(2024, 9, 1))
    assert [value(key) for key in ("K01", "K02", "K03")] == [37, 0, 0]


def test_observers_and_other_networks_never_count(first_user):
    member("Ser på", category="observer")
    other = organisations.add("Annet nettverk")
    memberships.join(other, joined_on=date(2020, 1, 1), network="seafood")
    made = report()
    assert (made.figures["K01"].value, len(made.tables["members"].rows)) == (36, 36)


def test_archived_organisations_count(first_user):
    tidied = member("Ryddet bort")
    organisations.archive(tidied.organisation)
    assert value("K01") == 37


def test_without_members_shares_are_not_applicable(register):
    made = report()
    figures = {key: figure.value for key, figure in made.figures.items()}
    assert figures == {
        "K01": 0, "K02": 0, "K03": 0, "K04": None, "K05": None, "K06": None, "K07": 0, "K08": 0, "K09": None,
        "K10": 0, "K11": None, "K12": None, "K13": 0, "K14": None, "K15": 0, "K16": 0, "K17": None, "K18": None,
        "K19": 0, "K20": 0, "K21": 0, "K22": None, "K23": 0, "K24": 0, "K25": 0, "K26": 0, "K27": 0, "K28": None,
        "K29": 0, "K30": None, "K31": 0, "K32": 0, "K33": 0, "K34": None, "K35": None, "K36": 0, "K37": None,
        "K38": None, "K39": None, "K40": None,
    }  # fmt: skip
    assert {part: value.value for part, value in made.figures["K09"].now.parts.items()} == {"a": None, "b": None}


def test_the_share_kept_is_of_those_at_the_start(register):
    member("Blir"), member("Går", left=date(2024, 6, 1)), member("Ny", joined=date(2024, 6, 1))
    kept = report().figures["K04"].now
    assert (kept.value, kept.of) == (50.0, 2)
    assert value("K04", 2020) is None


def test_a_half_is_rounded_up(register):
    for number in range(16):
        member(f"M{number}", helix_sector="company" if number == 0 else "public")
    assert value("K05") == 6.3  # 6.25


def test_companies_of_unknown_size_are_left_out_and_stated(register):
    member("Mikro AS", employees=9), member("Stor AS", employees=250), member("Liten AS", employees=10)
    unknown = member("Ukjent AS")
    member("Universitetet", helix_sector="research_education", employees=5)
    sme = report().figures["K06"].now
    assert (sme.value, sme.of, sme.unknown) == (66.7, 3, 1)
    assert sme.almost == (Almost("organisation", unknown.organisation, "employees"),)


def test_committed_members_have_signed_and_pay_or_pledge(register):
    signed = date(2024, 12, 31)
    pays, hours, cash, free, late, unsigned, before = (member(name).membership for name in "abcdefg")
    for membership in (pays, hours, cash, free, before):
        memberships.edit(membership, agreement_signed_on=signed)
    memberships.edit(late, agreement_signed_on=date(2025, 1, 1), pledged_cash=1)
    memberships.edit(hours, pledged_minutes=600)
    memberships.edit(cash, pledged_cash=100)
    fees.put(pays, 2024, 100)
    fees.put(free, 2024, 0)
    fees.put(unsigned, 2024, 100)
    fees.put(before, 2023, 100)
    committed = report().figures["K08"].now
    assert committed.counted == (1, 2, 3)
    assert set(committed.almost) == {
        Almost("organisation", 4, "fee"),
        Almost("organisation", 6, "agreement_signed_on"),
        Almost("organisation", 7, "fee"),
    }


def test_geographical_concentration_leaves_out_who_lies_nowhere(register):
    settings.put(hq_municipality_code="5501", county_codes="55, 56")
    for code in ("5501", "1902", "5601", "0301", ""):
        member(f"I {code}", municipality_code=code)
    where = report().figures["K09"].now
    assert {part: value.value for part, value in where.parts.items()} == {"a": 50.0, "b": 75.0}
    assert (where.value, where.of, where.unknown) == (50.0, 4, 1)
    assert where.almost == (Almost("organisation", 5, "municipality_code"),)


def test_data_quality_is_a_share_for_each_thing_that_should_be_known(register):
    known = member("Kjent AS", org_number="912660680", employees=5, municipality_code="5501")
    member("Ukjent AS", municipality_code="1902")
    told = people.add(first_name="Ada", last_name="A", organisation=known.organisation, informed_on=date(2024, 1, 1))
    untold = people.add(first_name="Bo", last_name="B", organisation=known.organisation)
    people.add(first_name="Sluttet", last_name="C", organisation=known.organisation)
    people.edit_position(3, to_on=date(2023, 12, 31))
    quality = report().figures["K40"].now
    assert (quality.value, quality.almost) == (50.0, (Almost("organisation", 2, "org_number"),))
    assert {part: value.value for part, value in quality.parts.items()} == {
        "employees": 50.0, "municipality": 100.0, "contact_person": 50.0, "informed": 50.0,
    }  # fmt: skip
    assert quality.parts["informed"].counted == (told,)
    assert quality.parts["informed"].almost == (Almost("person", untold, "informed_on"),)


def test_every_figure_says_in_both_languages_what_it_counts():
    assert [figure.key for figure in FIGURES] == [f"K{number:02}" for number in range(1, 41)]
    for figure in FIGURES:
        assert all((figure.name_nb, figure.name_en, figure.rule_nb, figure.rule_en, figure.fields, figure.source))
        assert figure.version >= 1


def test_the_list_behind_a_count_is_as_long_as_the_count(small):
    for key, figure in report().figures.items():
        if figure.unit in ("members", "contacts"):
            assert figure.value == len(figure.counted), key
        assert list(figure.counted) == sorted(set(figure.counted)), key
