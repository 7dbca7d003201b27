"""Carrying out a plan: one command, one step, nothing else than what the plan says."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from json.encoder import encode_basestring as _in_quotes

from crm import sentences
from crm.commands import import_edits, imports
from crm.commands.import_writes import Batch, Line
from crm.exchange import identity, memory, plan, remembered
from crm.exchange.counting import Counts
from crm.exchange.plan import Plan
from crm.exchange.source import Row
from crm.progress import Progress, silent
from crm.queries import import_lookup
from crm.rules import kept_cells

_REASON_LIMIT = 1000
_CELLS_LIMIT = 1_000_000
_MAPPING_LIMIT = 100_000
_CHOICES_LIMIT = 1_000_000
_ORIGIN_LIMIT = 200
_NEVER_KEPT = ("special", "identity")
_PLAIN = frozenset((str, type(None)))


@dataclass(frozen=True)
class Outcome:
    """What came of it: the batch and its step (None where nothing had to be written), with the counts of the plan."""

    batch: int
    step: int | None
    counts: Counts
    plan: Plan


def carry_out(made: Plan, *, progress: Progress = silent) -> Outcome:
    """Write what the plan says, as one step that undo or `history.take_back` takes back; returns what came of it.

    Rows with open questions and rejected rows are kept with the list but not written. Where the register was changed
    since the plan was made it is planned again and carried out only if it comes to the same; else CrmError with
    nothing written. `progress` may raise Cancelled, and then nothing at all was written.
    """
    with memory.no_collection():
        if import_lookup.last_step() != made.seen:
            fresh = plan.again(made, made.choices, progress)
            if (fresh.rows, fresh.writes) != (made.rows, made.writes):
                raise import_edits.changed_since()
            made = fresh
        learned = remembered.learned(made.table, made.mapping, made.choices)
        brought = imports.bring_in(
            _batch(made), made.writes, lines(made), seen=made.seen, learned=learned, progress=progress
        )
    return Outcome(brought.batch, brought.step, made.counts, made)


def _batch(made: Plan) -> Batch:
    counts = made.counts
    mapping = json.dumps(dict(made.mapping), ensure_ascii=False)
    if len(mapping) > _MAPPING_LIMIT:
        mapping = json.dumps({title[:80]: field for title, field in made.mapping.items() if field})
    return Batch(
        file_name=made.file_name[:255],
        sha256=made.sha256,
        format=made.format,
        encoding=made.encoding or "",
        sheet=made.sheet[:255],
        header_row=made.header_row,
        mapping=mapping,
        rows=counts.rows,
        new=counts.new,
        changed=counts.changed,
        same=counts.same,
        rejected=counts.rejected,
        questions=counts.questions,
        fingerprint=remembered.fingerprint(made.table.headers),
        origin=made.choices.door.origin[:_ORIGIN_LIMIT],
        basis=made.choices.door.basis,
        strategy=made.choices.strategy,
        choices=_choices(made),
        mends=made.mends,
        informed_on=made.choices.door.informed_on,
    )


def _choices(made: Plan) -> str:
    """What was chosen, without the cells that somebody wrote anew: they stand in the records, and may be personal."""
    text = replace(made.choices, edits={}).to_json()
    return text if len(text) <= _CHOICES_LIMIT else ""


def lines(made: Plan) -> Iterator[Line]:
    """Each row of the list as it is kept: what became of it, and its cells but for those that are never kept."""
    hide = [made.guesses[title].reason in _NEVER_KEPT for title in made.table.headers]
    hides = any(hide)
    digits = {at for at, title in enumerate(made.table.headers) if title in made.hidden}
    encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=kept_cells.plain).encode

    def as_json(cells: Row) -> str:
        # Nearly all cells are texts or empty; those the encoder need not be asked about
        if _PLAIN.issuperset(map(type, cells)):
            return f"[{', '.join([_in_quotes(cell) if cell is not None else 'null' for cell in cells])}]"  # type: ignore[arg-type]
        return encode(cells)

    for (_number, cells), row in zip(made.table.rows, made.rows, strict=True):
        kept = cells
        if hides:
            kept = [None if hidden else cell for cell, hidden in zip(cells, hide, strict=True)]
        if row.action == "rejected":
            kept = identity.hidden(kept)
        elif digits:
            kept = identity.hidden_in(kept, digits)
        yield Line(
            row.row,
            row.action,
            sentences.kept(row.reason, _REASON_LIMIT),
            _fit(as_json, kept),
            row.person,
            row.organisation,
        )


def _fit(encode: Callable[[Row], str], cells: Row) -> str:
    """The cells as JSON; signs that no file can hold are written as codes, and what is too long to be kept is cut."""
    text = encode(cells)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            text = json.dumps(cells, default=kept_cells.plain)
    if len(text) > _CELLS_LIMIT:
        # A sign takes at most twelve as a code
        most = _CELLS_LIMIT // (12 * len(cells)) - 1
        text = json.dumps([cell[:most] if isinstance(cell, str) else cell for cell in cells], default=kept_cells.plain)
    return text
