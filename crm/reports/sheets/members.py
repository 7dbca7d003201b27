"""Sheet 2, Medlemmer: the members on the last day of the year, then those lost in it."""

from collections.abc import Mapping

from crm.exchange.writers.columns import Sheet
from crm.i18n import N_
from crm.queries.report_rows import doing
from crm.reports.facts import Facts
from crm.reports.figures.membership import committed
from crm.reports.report import Data, Report, Table
from crm.reports.sheets import spec
from crm.reports.sheets.spec import Field
from crm.rules import places

TITLE = N_("Members")

FIELDS = (
    Field("org_number", N_("Org. number"), "code", 11),
    Field("name", N_("Name"), width=30),
    Field("legal_form", N_("Legal form"), width=8),
    Field("helix_sector", N_("Actor type"), width=27, codes="helix_sector"),
    Field("segment", N_("Segment"), width=20, codes="segment"),
    Field("nace_code", N_("NACE"), "code", 8),
    Field("employees", N_("Employees"), "int", 9),
    Field("employees_on", N_("Employees as of"), "day", 11),
    Field("size_class", N_("Size"), width=11, codes="size_class"),
    Field("municipality_code", N_("Municipality no."), "code", 11),
    Field("municipality", N_("Municipality"), width=14),
    Field("county", N_("County"), width=11),
    Field("category", N_("Category"), width=18, codes="membership_category"),
    Field("joined_on", N_("Joined on"), "day", 11),
    Field("left_on", N_("Left on"), "day", 11),
    Field("agreement_signed_on", N_("Agreement signed"), "day", 11),
    Field("committed", N_("Committed"), width=11, yes_no=True),
    Field("fee", N_("Fee {year}"), "money", 12),
    Field("contacts", N_("Contacts {year}"), "int", 10),
    Field("attendances", N_("Attendances {year}"), "int", 12),
    Field("projects", N_("Projects {year}"), "int", 10),
    Field("contribution", N_("Own contribution {year}"), "money", 14),
)


def table(now: Facts, _before: Facts) -> Table:
    """One row for each member, by name; contacts are the pairs of K11."""
    met = now.contacts.members
    counted = set(committed(now).counted)
    order = [*_by_name(now, now.end), *_by_name(now, now.lost)]
    took_part = doing.of_members(now.year, order)
    gave: dict[int, int] = {}
    for given in now.contributions:
        if given.approved:
            gave[given.organisation] = gave.get(given.organisation, 0) + given.value

    def row(o: int) -> tuple[Data, ...]:
        organisation, period = now.organisations[o], now.period[o]
        return (
            organisation.org_number,
            organisation.name,
            organisation.legal_form,
            organisation.helix_sector,
            organisation.segment,
            organisation.nace_code,
            organisation.employees,
            organisation.employees_on,
            organisation.size_class,
            organisation.municipality_code,
            places.name(organisation.municipality_code),
            places.county(organisation.municipality_code) if organisation.municipality_code else "",
            period.category,
            period.joined_on,
            period.left_on,
            period.agreement_signed_on,
            int(o in counted),
            now.fees.get(o),
            sum(met[o].times) if o in met else 0,
            *took_part[o],
            gave.get(o),
            o,
        )

    return Table((*(field.key for field in FIELDS), "organisation"), tuple(row(o) for o in order))


def sheet(report: Report, language: str, contacts: Mapping[int, str] | None = None) -> Sheet:
    """The sheet; a line parts the lost members from the others. `contacts` are names of people by organisation."""
    data = report.tables["members"]
    fields: tuple[Field, ...] = FIELDS
    if contacts is not None and "organisation" in data.columns:
        # Not kept with the report: whoever is erased is not in a frozen one either.
        place = data.columns.index("organisation")
        rows = tuple((*row, contacts.get(int(row[place] or 0), "")) for row in data.rows)
        data = Table((*data.columns, "contact"), rows)
        fields = (*FIELDS, Field("contact", N_("Contact person"), width=26))
    made = Sheet(
        spec.speech(language)(TITLE),
        spec.columns(fields, report, language),
        spec.rows(fields, data, report, language),
        len(data.rows),
        notes=spec.footer(report),
    )
    remain = int(report.figures["K01"].value or 0)
    return spec.marked(made, begins=frozenset({remain}) if remain else frozenset())


def _by_name(facts: Facts, ids: frozenset[int]) -> list[int]:
    return sorted(ids, key=lambda o: (facts.organisations[o].sort_key, o))
