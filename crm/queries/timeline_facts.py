"""What a timeline says of report data: figures of a year, relations, state aid, hours of the cluster's own staff."""

from collections.abc import Sequence
from datetime import date

from crm.i18n import N_, _, ngettext
from crm.queries import plain
from crm.queries.timeline_entry import Entry, Read, joined
from crm.rules import code_lists, numbers


def figures(_kind: str, _owner: int, ids: Sequence[int]) -> dict[int, Entry]:
    """Employees and accounts of a year, at its beginning: those of this year do not lie ahead."""
    found = {}
    for row, year, employees, turnover, balance, source, notes in plain.by_ids(
        "SELECT id, year, employees, turnover, balance, source, notes FROM organisation_year"
        " WHERE id IN (SELECT value FROM json_each(?))",
        ids,
    ):
        told = [(_("Turnover"), turnover), (_("Balance sheet total"), balance)]
        words = ngettext("{count} employee", "{count} employees", employees or 0)
        counted = words.format(count=numbers.show_int(employees)) if employees is not None else ""
        money = [f"{name} {numbers.show_money(amount)}" for name, amount in told if amount is not None]
        meta = joined(counted, *money, code_lists.label("employees_source", source))
        title = _("Company figures {year}").format(year=year)
        found[row] = Entry("organisation_year", row, "", date(year, 1, 1), "", title, meta, notes)
    return found


def aid(kind: str, _owner: int, ids: Sequence[int]) -> dict[int, Entry]:
    """State aid that was passed on."""
    found = {}
    for row, day, basis, amount, purpose, name, notes in plain.by_ids(
        "SELECT r.id, r.granted_on, r.basis, r.amount, r.purpose, o.name, r.notes FROM aid_record AS r"
        " JOIN organisation AS o ON o.id = r.organisation_id WHERE r.id IN (SELECT value FROM json_each(?))",
        ids,
    ):
        title = _("State aid: {money}").format(money=numbers.show_money(amount))
        meta = joined(code_lists.label("aid_basis", basis), name if kind == "project" else "", purpose)
        found[row] = Entry("aid_record", row, basis, date.fromisoformat(day), "", title, meta, notes)
    return found


def relations(column: str, words: str) -> Read:
    """The first and the last day of what the cluster has with an organisation elsewhere."""

    def read(_kind: str, _owner: int, ids: Sequence[int]) -> dict[int, Entry]:
        found = {}
        for row, day, type_, name, notes in plain.by_ids(
            f"SELECT id, {column}, kind, name, notes FROM external_relation"
            f" WHERE {column} IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
            ids,
        ):
            label = code_lists.label("relation_kind", type_)
            title = _(words).format(what=name or label)
            meta = label if name else ""
            found[row] = Entry("external_relation", row, type_, date.fromisoformat(day), "", title, meta, notes)
        return found

    return read


def hours(_kind: str, _owner: int, ids: Sequence[int]) -> dict[int, Entry]:
    """How long somebody on the staff worked for it."""
    found = {}
    for row, day, minutes, who, notes in plain.by_ids(
        "SELECT t.id, t.worked_on, t.minutes, s.name, t.notes FROM staff_time AS t JOIN staff AS s ON s.id = t.staff_id"
        " WHERE t.id IN (SELECT value FROM json_each(?))",
        ids,
    ):
        title = _("{hours} h by {name}").format(hours=numbers.show_hours(minutes), name=who)
        found[row] = Entry("staff_time", row, "", date.fromisoformat(day), "", title, "", notes)
    return found


BEGAN, ENDED = N_("Relation began: {what}"), N_("Relation ended: {what}")
