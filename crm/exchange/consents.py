"""Who wants the newsletter: what a list says is kept as a consent with its proof, and who has said no stays out.

A consent that was withdrawn always wins: no later list makes it undone, whatever it says (that needs the person).
"""

from collections.abc import Mapping, Sequence

from crm.commands.import_writes import NewConsent
from crm.exchange import cells, findings
from crm.exchange.drafts import PersonDraft
from crm.exchange.entries import Entry
from crm.exchange.header import Table
from crm.exchange.known import Known
from crm.exchange.pad import Pad, Said
from crm.exchange.source import Cell
from crm.queries import import_marks
from crm.rules import truth
from crm.rules.folding import fold
from crm.sentences import _

FIELD, LEFT = "consent.newsletter", "consent.unsubscribed"
GIVEN, WITHDRAWN = "given", "withdrawn"
_YES = frozenset(("subscribed", "abonnent", "abonnerer", "pameldt", "samtykket", "gitt", "given", "opted in", "onsker"))
_NO = frozenset(
    (
        *("unsubscribed", "avmeldt", "reservert", "opted out", "withdrawn", "trukket", "trukket tilbake", "cleaned"),
        *("non-subscribed", "nonsubscribed", "onsker ikke", "archived", "utmeldt"),
    )
)


def read(entries: Sequence[Entry], table: Table, fields: Mapping[str, str | None]) -> Sequence[Entry]:
    """The entries with what their rows say of the newsletter, in the order of `table.rows`."""
    wanted = [at for at, header in enumerate(table.headers) if fields.get(header) == FIELD]
    left = [at for at, header in enumerate(table.headers) if fields.get(header) == LEFT]
    if not wanted and not left:
        return entries
    made = []
    for entry, (_number, row) in zip(entries, table.rows, strict=True):
        told = [status(row[at]) for at in wanted]
        gone = any(cells.text(row[at]) and truth.parse(row[at]) is not False for at in left)
        strange = [
            (table.headers[at], cells.text(row[at])) for at, one in zip(wanted, told, strict=True) if one is None
        ]
        expected = _("Write yes or no.")
        warnings = tuple(findings.not_read(header, text, expected) for header, text in strange)
        said = WITHDRAWN if gone or WITHDRAWN in told else GIVEN if GIVEN in told else ""
        made.append(entry._replace(newsletter=said, warnings=entry.warnings + warnings))
    return made


def status(cell: Cell) -> str | None:
    """given, withdrawn, "" where the cell says nothing, None where it cannot be understood.

    >>> status("Ja"), status("Unsubscribed"), status(None), status("kanskje")
    ('given', 'withdrawn', '', None)
    """
    text = fold(cells.text(cell))
    if not text:
        return ""
    answer = truth.parse(cell)
    if answer is not None:
        return GIVEN if answer else WITHDRAWN
    return GIVEN if text in _YES else WITHDRAWN if text in _NO else None


def load(pad: Pad, there: Known, entries: Sequence[Entry]) -> None:
    """Let the pad know what the people of the register have said."""
    if any(entry.newsletter for entry in entries):
        pad.newsletters = import_marks.newsletters(there.people)


def change(pad: Pad, person: PersonDraft, entry: Entry, said: Said) -> None:
    """Keep what a row says of the newsletter, unless the person has said no before."""
    before, after = pad.newsletters.get(person.ref, ""), entry.newsletter
    if not after or before == after:
        return
    if before == WITHDRAWN:
        sentence = _("{name} has said no to the newsletter; that stays so.")
        said.warnings.append(sentence.format(name=person.name))
        return
    if said.change(person.ref, "consent_record", "status", before, after, adds=True, wins=after == WITHDRAWN):
        pad.newsletters[person.ref] = after
        pad.consents.append(NewConsent(person.ref, after, entry.row))
        pad.touch(person)
