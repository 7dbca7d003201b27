"""Which field a header means once the other columns and its own cells have been asked."""

import re

from crm.exchange import cell_kinds, could_be, free_texts, synonyms
from crm.exchange.column import Column
from crm.exchange.columns import Surroundings
from crm.rules import legal_forms, nace

_MOSTLY = 0.6
_HALF = 0.5
_A_FEW = 0.3
_IS_CATEGORY = re.compile("kategori|categor")
_MOBILE = re.compile("^mob|mobil|cellphone|handy")
_ROLE = re.compile("rolle|role|roll")
_SIGNED_OFF = re.compile("avmeld")
_FIELD_OF_STUDY = re.compile("fag(?:omrade|felt)")
_CODES: dict[str, cell_kinds.Test] = {
    "organisation.legal_form": lambda cell: legal_forms.code(cell) is not None,
    "organisation.nace_code": lambda cell: nace.code(cell) is not None,
}
_KINDS = ("organisation.helix_sector", "organisation.segment")


def opened(column: Column, word: str, around: Surroundings) -> str | None:
    """A header that can mean several fields."""
    if word == "name":
        if around.is_first_name(column):
            return "person.first_name"
        if around.is_last_name(column):
            return "person.last_name"
        return "person.full_name" if around.is_person(column) else "organisation.name"
    if word == "email":
        if column.cells and not column.holds(cell_kinds.is_email):
            return None
        if not column.cells and around.rows and around.has_person:
            return "person.email"
        of_desks = column.holds(cell_kinds.is_generic_email) >= _MOSTLY and around.has_organisation
        return "organisation.email" if of_desks or around.belongs_to_organisation(column, "email") else "person.email"
    if word == "phone":
        if column.cells and not column.holds(could_be.phone):
            return None
        return "organisation.phone" if around.belongs_to_organisation(column, "phone") else "person.phone"
    if word == "category" and _IS_CATEGORY.search(synonyms.key(column.header)) and free_texts.are_several(column.cells):
        return "tags" if around.has_person else "organisation.tags"
    lists = {
        "organisation.helix_sector": "helix_sector",
        "membership.category": "membership.category",
        "organisation.segment": "segment",
    }
    shares = {field: column.holds(cell_kinds.in_list(name)) for field, name in lists.items()}
    best = max(shares, key=lambda field: shares[field])
    return best if shares[best] >= _HALF else None


def settled(column: Column, field: str, around: Surroundings) -> str | None:
    """A header that means one field, unless the cells say that it cannot be."""
    if field == "consent.unsubscribed" and _SIGNED_OFF.match(synonyms.key(column.header)):
        # From the event, where the list says who came
        return None if any(other.means("attendance") for other in around.columns) else field
    if not column.cells:
        return field
    holds = column.holds
    if field == "person.full_name":
        if holds(cell_kinds.is_email) >= _MOSTLY:
            return "person.email"
        if holds(cell_kinds.is_phone) >= _MOSTLY:
            return "person.phone"
        if column.at in around.companies_called_people:
            return "organisation.name"
        if around.is_last_name(column):
            return "person.last_name"
        return None if holds(cell_kinds.is_truth) >= _MOSTLY or holds(cell_kinds.is_number) >= _MOSTLY else field
    if field == "organisation.email" and around.is_the_only_address(column):
        return "person.email"
    if field in ("person.email", "organisation.email"):
        return field if holds(cell_kinds.is_email) else None
    if field == "organisation.org_number":
        # "Firmanummer" may be that of any register
        its_own = "org" in synonyms.key(column.header) or holds(could_be.org_number) >= _A_FEW
        return field if its_own else None
    if field == "organisation.phone" and around.has_person and _MOBILE.search(synonyms.key(column.header)):
        # "Mobil sponsor": whoever answers it
        return field if any(other.means("person.mobile") for other in around.columns) else "person.mobile"
    if field == "organisation.phone" and around.has_person and around.differs_within_companies(column):
        return "person.phone"
    if field == "notes" and synonyms.key(column.header) == "komm" and around.is_town(column):
        return "organisation.municipality"
    if field == "person.mobile" and not around.has_person and around.has_organisation:
        return "organisation.phone"
    if field in ("organisation.name", "membership.category"):
        if any(holds(test) >= _MOSTLY for test in (cell_kinds.is_truth, cell_kinds.is_number, cell_kinds.is_date)):
            return None
        return "person.full_name" if column.at in around.people_called_companies else field
    if field in ("membership.joined_on", "membership.left_on"):
        return None if holds(cell_kinds.is_truth) >= _MOSTLY and not holds(cell_kinds.is_date) else field
    if field in ("organisation.helix_sector", "organisation.segment"):
        if _FIELD_OF_STUDY.search(synonyms.key(column.header)) and _knows_no_segment(column):
            return free_texts.interests(column, around)
        # "Sektor" and "bransje" are used for one another
        return max((field, *_KINDS), key=lambda one: holds(cell_kinds.in_list(one.removeprefix("organisation."))))
    if field == "organisation.employees_on":
        # "Ansatte per 31.12.2025" says of which day, and holds the number
        return field if holds(cell_kinds.is_date) >= _MOSTLY else "organisation.employees"
    if field == "person.language":
        return field if holds(cell_kinds.in_list("language")) >= _HALF else None
    if field in ("membership.agreement_signed_on", "position.from_on"):
        return field if holds(cell_kinds.is_date) >= _MOSTLY else None
    if field in _CODES:
        return field if holds(_CODES[field]) >= _HALF else None
    if field == "organisation.municipality":
        return "organisation.name" if column.at in around.municipalities else field
    if field == "organisation.website":
        return field if holds(cell_kinds.is_website) and not cell_kinds.are_pages_of_one_site(column.cells) else None
    if field == "tags":
        return free_texts.interests(column, around)
    if field == "position.title":
        if column.at in around.companies_called_people:
            return "organisation.name"
        if _ROLE.fullmatch(synonyms.key(column.header)) and holds(cell_kinds.in_list("position_role")) >= _MOSTLY:
            others = [other for other in around.columns if other.means(field) and other.at != column.at]
            if any(not _ROLE.fullmatch(synonyms.key(other.header)) for other in others):
                return "position.role"
        # "Role" in a project: COO is its coordinator, and the others are BEN
        codes = holds(could_be.code) >= _MOSTLY
        return None if codes or holds(cell_kinds.is_salutation) >= _MOSTLY else field
    if field == "organisation.postal_place" and holds(cell_kinds.has_figures) < _A_FEW:
        return "organisation.city"
    if field == "organisation.city":
        if holds(cell_kinds.is_postal_place) >= _MOSTLY:
            return "organisation.postal_place"
        return None if holds(cell_kinds.is_number) >= _MOSTLY else field
    return field


def _knows_no_segment(column: Column) -> bool:
    """Whether its cells are none of the code list, so that they are what somebody knows about: "algedyrking"."""
    return all(column.holds(cell_kinds.in_list(one.removeprefix("organisation."))) < _A_FEW for one in _KINDS)
