"""The columns of a list beside each other: "navn" and "telefon" mean what their neighbours make of them."""

import re
from collections.abc import Sequence
from functools import cached_property

from crm.exchange import cell_kinds, could_be, half_names, header_parts, per_company, synonyms, whose_phone
from crm.exchange.column import Column, names_the_owner
from crm.exchange.source import Cell, Row
from crm.rules import places

_ORGANISATION_FACTS = (
    "organisation.org_number",
    "organisation.employees",
    "organisation.website",
    "membership.category",
    "membership.joined_on",
    "membership.left_on",
)
_PERSON_NAMES = ("person.first_name", "person.last_name", "person.full_name")
_OWNER = re.compile("(?:eier|eigar|owner|agare|ejer|selger|seljar|saljare|salgsansvarlig|inhaber)s?$")
_OF_OUR_OWN = 0.7
_A_FEW = 0.3
_MOSTLY = 0.6
_NEARLY_ALL = 0.8


class Surroundings:
    """What the columns together say about each one."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[tuple[int, Row]], *, headless: bool) -> None:
        self.columns = columns
        self.rows = rows
        self._shares: dict[tuple[int, int], float] = {}
        self.headless = headless
        named = [column for column in columns if column.means("organisation.name")]
        # The owner of a record in a CRM is one of those who keep it, whoever of the row's people owns the company
        self.our_sellers = {
            column.at
            for column in columns
            if column.means("person.full_name") and _OWNER.search(synonyms.key(column.header)) and self._repeats(column)
        }
        people = [column for column in columns if column.means(*_PERSON_NAMES) and column.at not in self.our_sellers]
        # A header that names the wrong kind: a "contact" of an accounting system is a company, a "customer" a person
        self.companies_called_people = {
            column.at
            for column in columns
            if not named
            and (
                (column.means(*_PERSON_NAMES) and column.holds(cell_kinds.is_organisation) >= _MOSTLY)
                or (column.means("position.title") and column.holds(_is_company) >= _MOSTLY)
            )
        }
        self.people_called_companies = {
            column.at
            for column in named
            if not people
            and (
                (len(named) == 1 and column.names_only_people())
                or (column.holds(cell_kinds.is_person) >= _NEARLY_ALL and self.owns_addresses(column))
            )
        }
        # In a list of municipalities they are who is meant, and not where somebody is
        self.municipalities = {
            column.at
            for column in columns
            if not named
            and column.means("organisation.municipality")
            and (
                column.holds(cell_kinds.is_organisation) >= _MOSTLY
                or per_company.are_of_domains(column, self._addresses, rows)
            )
        }
        self.halves: dict[int, str] = {}
        companies = self.companies_called_people | self.municipalities
        named = [column for column in columns if column.at in companies] + [
            column for column in named if column.at not in self.people_called_companies
        ]
        self.has_company = any(column.holds(cell_kinds.is_truth) < _MOSTLY for column in named) or (
            not named and not headless and any(map(self.holds_companies, columns))
        )
        at = [column.at for column in people if column.at not in self.companies_called_people]
        at += [*self.people_called_companies]
        at += [column.at for column in columns if column.opens("name") and self.is_person(column)]
        if not at and not (headless and self._holds_people()):
            self.halves = half_names.found(columns, self.owns_addresses)
            at = [*self.halves] or [column.at for column in columns if not headless and self.holds_people(column)]
        self.first_person: int | None = min(at, default=None)
        self.has_person = bool(at) or (headless and self._holds_people())
        self.has_organisation = self.has_company or any(
            column.means(*_ORGANISATION_FACTS) or (column.opens("name") and not self.is_person(column))
            for column in columns
        )

    def is_person(self, column: Column) -> bool:
        """Whether a column called "navn" names people: beside a company or a position, by the names themselves, or
        beside addresses made of them."""
        if column.holds(cell_kinds.is_organisation) >= _A_FEW:
            return False
        if self.has_company or any(other.means("person.first_name") for other in self.columns):
            return True
        if column.names_only_people():
            return True
        if any(other.means(*_PERSON_NAMES, *_ORGANISATION_FACTS) for other in self.columns):
            return False
        if column.holds(cell_kinds.is_person) < _MOSTLY:
            return False
        if column.holds(cell_kinds.begins_with_given_name) >= _A_FEW or any(
            other.means("position.title", "person.mobile") for other in self.columns
        ):
            return True
        return any(self._made_of(other, column) >= _A_FEW for other in self._addresses)

    def owns_addresses(self, column: Column) -> bool:
        """Whether the list has e-mail addresses that are made of the names in this column."""
        return any(self._made_of(other, column) >= _MOSTLY for other in self._addresses)

    def is_owner(self, column: Column) -> bool:
        """Whether it holds people's names, and the addresses of the list are made of them."""
        return column.holds(cell_kinds.is_person) >= _NEARLY_ALL and self.owns_addresses(column)

    def is_nobodys_owner(self, column: Column) -> bool:
        """Whether the list has e-mail addresses, and none of them are made of the names in this column."""
        return all(self._made_of(other, column) < _A_FEW for other in self._addresses)

    def _repeats(self, column: Column) -> bool:
        """Whether the same few names stand in many rows, and no addresses are made of them."""
        few = len({str(cell) for cell in column.cells}) <= _OF_OUR_OWN * len(column.cells)
        return len(column.cells) > 2 and few and not self.owns_addresses(column)

    def is_of_our_own(self, column: Column) -> bool:
        """Whether the same few names stand beside ever new companies: of advisers, and not of who works there."""
        companies = [other for other in self._companies if other.at != column.at]
        if len(companies) != 1 or self.owns_addresses(column):
            return False
        pairs = [(row[column.at], row[companies[0].at]) for _number, row in self.rows]
        filled = [pair for pair in pairs if pair[0] and pair[1]]
        people, places = len({name for name, _company in filled}), len({company for _name, company in filled})
        return len(filled) > 2 and people <= _OF_OUR_OWN * len(filled) and places >= _NEARLY_ALL * len(filled)

    def owner(self, column: Column, heads: Sequence[int]) -> int | None:
        """The one of several columns of names of which the addresses in a column are made; None for none or several."""
        if column.holds(cell_kinds.is_email) < _MOSTLY:
            return None
        shares = {at: self._made_of(column, self.columns[at]) for at in heads}
        clear = [at for at, share in shares.items() if share >= _MOSTLY]
        return clear[0] if len(clear) == 1 and sum(share >= _A_FEW for share in shares.values()) == 1 else None

    @cached_property
    def _companies(self) -> list[Column]:
        return [
            column
            for column in self.columns
            if column.means("organisation.name") or column.holds(cell_kinds.is_organisation) >= _MOSTLY
        ]

    @cached_property
    def _addresses(self) -> list[Column]:
        return [
            column
            for column in self.columns
            if column.holds(cell_kinds.is_email) >= _MOSTLY
            and not (column.meaning and column.meaning.kind == "other")
            and column.told != ""
        ]

    def share_made_of(self, addresses: int, named: int) -> float:
        """The share of rows whose address, in the one column, holds a word of the name in the other."""
        return self._made_of(self.columns[addresses], self.columns[named])

    def _made_of(self, addresses: Column, named: Column) -> float:
        """The share of rows whose address holds a word of the name."""
        both = (addresses.at, named.at)
        if both not in self._shares:
            self._shares[both] = self._share_made_of(addresses, named)
        return self._shares[both]

    def _share_made_of(self, addresses: Column, named: Column) -> float:
        pairs = [(row[addresses.at], row[named.at]) for _number, row in self.rows]
        filled = [pair for pair in pairs if pair[0] and pair[1]]
        return sum(names_the_owner(*pair) for pair in filled) / len(filled) if filled else 0.0

    def belongs_to_organisation(self, column: Column, word: str) -> bool:
        """Whether an e-mail or phone column is the organisation's: nobody else there, or it stands before the people
        and they have one of their own."""
        if not self.has_person:
            return self.has_organisation
        if not self.has_organisation:
            return False
        if word == "phone" and whose_phone.is_among_its_facts(column, self.columns, self._is_its):
            return True
        if self.first_person is None or column.at > self.first_person:
            return False
        own = (f"person.{word}", "person.mobile") if word == "phone" else (f"person.{word}",)
        return any((other.opens(word) or other.means(*own)) and other.at > self.first_person for other in self.columns)

    def _is_its(self, email: Column) -> bool:
        return self.belongs_to_organisation(email, "email")

    def is_the_only_address(self, column: Column) -> bool:
        """Whether it is made of the names of the list's people, and the list has no other for them."""
        people = [other.at for other in self.columns if other.holds(cell_kinds.is_person) >= _NEARLY_ALL]
        return len(self._addresses) == 1 and self.owner(column, people) is not None

    def differs_within_companies(self, column: Column) -> bool:
        """Whether those who work together have each their own: a phone that is called the office's, but is theirs."""
        companies = self._companies
        return len(companies) == 1 and per_company.differ_within(column, companies[0], self.rows)

    def holds_people(self, column: Column) -> bool:
        """Whether a column whose header says nothing holds people's names, as far as cells can tell."""
        if column.meaning is not None or column.told is not None or self.is_of_our_own(column):
            return False
        known = column.holds(cell_kinds.begins_with_given_name) >= _MOSTLY
        if column.holds(cell_kinds.is_person) >= _NEARLY_ALL:
            return known or self.owns_addresses(column)
        small = column.holds(could_be.person_in_small_letters) >= _NEARLY_ALL
        return small and known and self.owns_addresses(column)

    def holds_companies(self, column: Column) -> bool:
        """Whether a column whose header says nothing holds names that end as companies' do."""
        return (
            column.meaning is None
            and column.told is None
            and column.holds(cell_kinds.is_organisation) >= _MOSTLY
            and column.holds(_is_company) >= _A_FEW
        )

    def is_probably_company(self, column: Column) -> bool:
        """Whether a column whose header says nothing holds organisations because nothing else of the list does: some of
        its texts look like one, or it is the first of a list of addresses."""
        if self.headless or self.has_company or column.meaning is not None or not self._is_of_words(column):
            return False
        if column.holds(cell_kinds.is_organisation) >= _A_FEW:
            return True
        if self.has_person and header_parts.says_at(column.header):
            return True
        first = next((one.at for one in self.columns if one.meaning is None and self._is_of_words(one)), None)
        addresses = sum(
            other.means("organisation.street", "organisation.postal_code", "organisation.city")
            for other in self.columns
        )
        return addresses > 1 and column.at == first and not self._before(column)

    def is_of_the_addresses(self, column: Column) -> bool:
        """Whether a column whose header says nothing holds what the domains of the list's addresses are made of."""
        if self.has_company or column.meaning is not None or column.told is not None or not self._is_of_words(column):
            return False
        own = [one for one in self._addresses if one.at != column.at and self._made_of(one, column) < _MOSTLY]
        return per_company.are_of_domains(column, own, self.rows)

    def _before(self, column: Column) -> bool:
        """Whether people or an open name stand before it: then it is no list of organisations."""
        return any(other.means(*_PERSON_NAMES) or other.opens("name") for other in self.columns[: column.at])

    @staticmethod
    def _is_of_words(column: Column) -> bool:
        """Whether its texts are different ones and nothing that can be told from cells."""
        tests = (cell_kinds.is_value, cell_kinds.is_truth, cell_kinds.is_number, cell_kinds.is_position)
        different = len({str(cell) for cell in column.cells}) >= _MOSTLY * len(column.cells)
        return bool(column.cells) and different and all(column.holds(test) < _A_FEW for test in tests)

    def is_first_name(self, column: Column) -> bool:
        """Whether a column called "name" stands beside last names alone."""
        return any(other.means("person.last_name") for other in self.columns) and not any(
            other.means("person.first_name", "person.full_name") for other in self.columns if other.at != column.at
        )

    def is_last_name(self, column: Column) -> bool:
        """Whether a column called "name" stands beside first names alone and does not repeat them."""
        firsts = [other for other in self.columns if other.means("person.first_name")]
        others = [other for other in self.columns if other.at != column.at]
        if len(firsts) != 1 or any(other.means("person.last_name", "person.full_name") for other in others):
            return False
        pairs = [(row[firsts[0].at], row[column.at]) for _number, row in self.rows]
        whole = sum(bool(first) and str(first) in str(name) for first, name in pairs)
        return bool(column.cells) and whole < _A_FEW * len(column.cells)

    def before_a_town(self, column: Column) -> bool:
        """Whether it holds postcodes: four digits, and the next column holds words."""
        if column.holds(cell_kinds.is_postal_code) < _NEARLY_ALL or column.at + 1 >= len(self.columns):
            return False
        if column.holds(cell_kinds.is_year) >= _NEARLY_ALL:
            return False
        following = self.columns[column.at + 1]
        return following.means("organisation.city") or self.is_town(following)

    def is_town(self, column: Column) -> bool:
        """Whether a fair share of its texts are names of municipalities, as most towns' are."""
        return column.holds(lambda cell: isinstance(cell, str) and bool(places.codes(cell))) >= _A_FEW

    def _holds_people(self) -> bool:
        return any(column.holds(cell_kinds.is_person) >= _NEARLY_ALL for column in self.columns)


def _is_company(cell: Cell) -> bool:
    return isinstance(cell, str) and cell_kinds.ends_in_legal_form(cell)
