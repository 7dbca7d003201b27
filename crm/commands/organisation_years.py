"""The figures of organisations year by year: employees, turnover, balance, value creation (virksomhetstall)."""

from collections.abc import Mapping
from typing import Any

from crm.commands import write
from crm.commands.command import command
from crm.errors import CrmError, Invalid
from crm.i18n import N_, _
from crm.records.organisation import Organisation
from crm.records.organisation_year import OrganisationYear
from crm.store import journal

NUMBERS = ("employees", "turnover", "balance", "value_creation")


@command(N_("Figures {year} of «{name}»"))
def add(organisation: int, year: int, **values: Any) -> int:
    """Keep the figures of an organisation in a year of which nothing is kept yet, as put takes them; returns the id."""
    journal.current().describe(name=write.get(Organisation, organisation).name)
    return write.insert(OrganisationYear(organisation=organisation, year=year, **values))


@command(N_("Figures {year} of «{name}»"))
def put(organisation: int, year: int, **values: Any) -> int:
    """Keep what is known of an organisation in a year, with what was kept of it before; returns the id.

    `values` are `employees`, and `turnover`, `balance`, `value_creation` in øre, `source` (employees_source), `notes`.
    Raises Invalid.
    """
    journal.current().describe(name=write.get(Organisation, organisation).name)
    return _put(organisation, year, values)


@command(N_("Figures {year} of {count} organisations"))
def put_all(year: int, given: Mapping[int, Mapping[str, Any]]) -> int:
    """Keep the figures of a year for several organisations, each as put takes them, as one step.

    Where None is given for a number, it is not known any more; a year of which nothing is known is removed. Returns how
    many organisations have other figures than before. Raises Invalid naming the organisation, and then none is kept.
    """
    if not given:
        raise CrmError(_("There are no figures to keep."))
    changed = 0
    for organisation, values in given.items():
        known = _of(organisation, year)
        now = {name: getattr(known, name) if known is not None else None for name in NUMBERS}
        wanted = now | {name: values[name] for name in NUMBERS if name in values}
        if wanted == now:
            continue
        changed += 1
        if known is not None and all(value is None for value in wanted.values()):
            write.delete(OrganisationYear, known.id)
            continue
        try:
            _put(organisation, year, values)
        except Invalid as problem:
            name = write.get(Organisation, organisation).name
            told = {field: f"{name}: {words}" for field, words in problem.fields.items()}
            raise Invalid(told) from problem
    journal.current().describe(count=changed)
    return changed


@command(N_("Edit figures {year} of «{name}»"))
def edit(figures: int, *, seen: int | None = None, **values: Any) -> None:
    """Change the figures of a year; `seen` is the version the editor saw. Raises Invalid, Conflict."""
    _tell(write.change(OrganisationYear, figures, values, seen=seen))


@command(N_("Remove figures {year} of «{name}»"))
def remove(figures: int) -> None:
    """Delete the figures of a year that were kept by mistake."""
    _tell(write.get(OrganisationYear, figures))
    write.delete(OrganisationYear, figures)


def _of(organisation: int, year: int) -> OrganisationYear | None:
    found: OrganisationYear | None = OrganisationYear.get_or_none(
        OrganisationYear.organisation == organisation, OrganisationYear.year == year
    )
    return found


def _put(organisation: int, year: int, values: Mapping[str, Any]) -> int:
    known = _of(organisation, year)
    if known is not None:
        return int(write.change(OrganisationYear, known.id, values).id)
    return write.insert(OrganisationYear(organisation=organisation, year=year, **values))


def _tell(record: OrganisationYear) -> None:
    journal.current().describe(year=record.year, name=record.organisation.name)
