"""Whether cells can be what a header says."""

from collections.abc import Sequence

from crm.exchange import cell_kinds, could_be
from crm.exchange.source import Cell

_MOSTLY = 0.6
_A_FEW = 0.3
_TOLD = {
    "email": cell_kinds.is_email,
    "person.email": cell_kinds.is_email,
    "organisation.email": cell_kinds.is_email,
    "phone": cell_kinds.is_phone,
    "person.phone": cell_kinds.is_phone,
    "person.mobile": cell_kinds.is_phone,
    "organisation.phone": cell_kinds.is_phone,
    "organisation.website": cell_kinds.is_website,
    "organisation.org_number": cell_kinds.is_org_number,
    "attendance": cell_kinds.is_attendance,
}
TOLD_BY_CELLS = frozenset(_TOLD) - {"attendance"}
"""Fields whose cells show what they are whatever the header says beside it."""

_NO_TEXT = (
    cell_kinds.is_number,
    cell_kinds.is_truth,
    cell_kinds.is_date,
    cell_kinds.is_email,
    cell_kinds.is_phone,
)


def fits(word: str, cells: Sequence[Cell], *, certain: bool) -> bool:
    """Whether the cells can be the field or open word; where the header is not `certain` they must look like it."""
    if not cells:
        return certain

    def holds(test: cell_kinds.Test) -> float:
        return cell_kinds.share(test, cells)

    if certain and _TOLD.get(word) is cell_kinds.is_phone:
        return holds(could_be.phone) >= _A_FEW
    if certain and word == "organisation.org_number":
        return holds(could_be.org_number) >= _A_FEW
    if (test := _TOLD.get(word)) is not None:
        return holds(test) >= (_A_FEW if certain else _MOSTLY)
    match word:
        case "consent.newsletter" | "consent.unsubscribed":
            return holds(cell_kinds.is_truth) >= _MOSTLY
        case "membership.joined_on" | "membership.left_on" | "membership.agreement_signed_on" | "position.from_on":
            return holds(cell_kinds.is_date) >= _MOSTLY or holds(cell_kinds.is_year) >= _MOSTLY
        case "organisation.employees":
            return holds(cell_kinds.is_number) >= _MOSTLY
        case "organisation.postal_code":
            return holds(could_be.postal_code) >= _A_FEW
        case "organisation.postal_place" | "organisation.municipality" | "notes":
            return holds(cell_kinds.is_truth) < _MOSTLY and holds(cell_kinds.is_date) < _MOSTLY
    if any(holds(test) >= _MOSTLY for test in _NO_TEXT):
        return False
    if word in ("person.first_name", "person.last_name"):
        return holds(cell_kinds.has_figures) < _A_FEW
    if word == "person.full_name":
        return holds(cell_kinds.is_person) >= _MOSTLY and holds(cell_kinds.is_organisation) < _A_FEW
    return word != "position.title" or holds(cell_kinds.is_salutation) < _MOSTLY
