"""The figures of companies year by year that a list says, written in the step that brings it in."""

from crm.commands import bulk, import_edits, sizes
from crm.commands.import_progress import Told
from crm.commands.import_writes import Brought, Writes, YearCell, real
from crm.records.organisation_year import OrganisationYear

_FIGURES = YearCell._fields[2:]


def write(writes: Writes, brought: Brought, version: int, told: Told) -> None:
    """Write new years and what is changed of known ones, with the size classes that follow."""
    if not writes.years:
        return
    new = (
        (version, real(one.organisation, brought.first_organisation), one.year, *one.cell[2:])
        for one in writes.years
        if not one.cell.id
    )
    told.passed(bulk.insert(OrganisationYear, ("version", "organisation_id", "year", *_FIGURES), new, told))
    known = [one.cell for one in writes.years if one.cell.id]
    edits = ((*cell[2:], version, cell.id, cell.version) for cell in known)
    import_edits.write(OrganisationYear, (*_FIGURES, "version"), edits, len(known), told)
    touched = {real(one.organisation, brought.first_organisation) for one in writes.years}
    sizes.settle(sorted(one for one in touched if one is not None))
