"""What a column is by its cells, where its header says nothing."""

from crm.exchange import cell_kinds, could_be, loose_headers
from crm.exchange.column import Column
from crm.exchange.columns import Surroundings

_MOSTLY = 0.6
_NEARLY_ALL = 0.8
_A_FEW = 0.3
_NAMES = ("person.full_name", "person.first_name", "person.last_name")
_MOBILE = "person.mobile"
_TOWN = ("organisation.postal_place", "organisation.postal_code", "organisation.city")


def field(column: Column, around: Surroundings, taken: set[str | None]) -> str | None:
    """The field that the cells show, None for none; the fields `taken` are filled by other columns."""
    holds = column.holds
    if not column.cells:
        return None
    if holds(cell_kinds.is_email) >= _NEARLY_ALL:
        of_desks = holds(cell_kinds.is_generic_email) >= _MOSTLY
        return "organisation.email" if of_desks or around.belongs_to_organisation(column, "email") else "person.email"
    if holds(cell_kinds.is_org_number) >= _NEARLY_ALL and "organisation.org_number" not in taken:
        return "organisation.org_number"
    own = holds(cell_kinds.is_website) >= _NEARLY_ALL and not cell_kinds.are_pages_of_one_site(column.cells)
    if own and "organisation.website" not in taken:
        return "organisation.website"
    told = around.headless or loose_headers.says_where(column.header) or holds(cell_kinds.is_written_phone) >= _MOSTLY
    called = loose_headers.names_a_phone(column.header)
    if holds(cell_kinds.is_phone if told else could_be.phone) >= _NEARLY_ALL and (told or called):
        if called == _MOBILE and around.has_person:
            return called
        return "organisation.phone" if around.belongs_to_organisation(column, "phone") else "person.phone"
    if holds(could_be.industry) >= _NEARLY_ALL and "organisation.nace_code" not in taken:
        return "organisation.nace_code"
    if holds(cell_kinds.is_postal_place) >= _NEARLY_ALL and not {*_TOWN} & taken:
        return "organisation.postal_place"
    if around.before_a_town(column) and "organisation.postal_code" not in taken:
        return "organisation.postal_code"
    of_sectors = holds(cell_kinds.in_list("helix_sector")) >= _NEARLY_ALL and len(column.cells) > 2
    if of_sectors and not loose_headers.is_about_else(column.header):
        return None if "organisation.helix_sector" in taken else "organisation.helix_sector"
    if around.holds_companies(column) and "organisation.name" not in taken:
        return "organisation.name"
    if (half := around.halves.get(column.at)) and not {half, "person.full_name"} & taken:
        return half
    if around.holds_people(column) and not {*_NAMES} & taken:
        return "person.full_name"
    if (around.is_probably_company(column) or around.is_of_the_addresses(column)) and "organisation.name" not in taken:
        return "organisation.name"
    if loose_headers.is_about_else(column.header):
        return None
    if around.has_person and holds(cell_kinds.is_position) >= _MOSTLY and "position.title" not in taken:
        return "position.title"
    if not around.headless and not column.header.startswith("("):
        return None
    if holds(could_be.street) >= _MOSTLY and "organisation.street" not in taken:
        return "organisation.street"
    if around.is_town(column) and "organisation.city" not in taken:
        return "organisation.city"
    if holds(cell_kinds.is_organisation) >= _A_FEW and "organisation.name" not in taken:
        return "organisation.name"
    if holds(cell_kinds.is_person) >= _NEARLY_ALL and "person.full_name" not in taken and around.first_person is None:
        return "person.full_name"
    return None
