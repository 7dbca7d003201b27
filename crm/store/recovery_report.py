"""What became of a damaged register: how much of it stands in the new one, from where, and what is missing."""

from dataclasses import dataclass, field

from crm import table_words
from crm.i18n import _, ngettext
from crm.store import tables

SHOWN = 20


@dataclass
class Report:
    """Counts of a recovery. `rows` came from the file itself, by table; (table, row) pairs name single ones.

    `strays` are rows on pages that no table led to any more, `refused` those that fit nowhere, `changes` the entries
    of the journal that are lost, `left` what the check of the new file says. `log_left_out`: a log of another register
    lay beside it. `unknown`: the history is gone as a whole, so nobody can tell what else was there. `uncounted` are
    tables of which rows may be missing that nothing else in the file speaks of.
    """

    pages: int = 0
    damaged: int = 0
    broken: int = 0
    strays: int = 0
    refused: int = 0
    changes: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    from_journal: list[tuple[str, int]] = field(default_factory=list)
    from_backup: list[tuple[str, int]] = field(default_factory=list)
    differing: list[tuple[str, int]] = field(default_factory=list)
    doubtful: list[tuple[str, int]] = field(default_factory=list)
    gone: list[tuple[str, int]] = field(default_factory=list)
    cut: list[tuple[str, int]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    uncounted: set[str] = field(default_factory=set)
    log_left_out: bool = False
    unknown: bool = False

    def is_whole(self) -> bool:
        """Whether nothing that anybody knew of is missing or in doubt."""
        missing = self.gone or self.cut or self.differing or self.doubtful or self.changes or self.left
        return not missing and not self.unknown and not self.uncounted

    def lines(self) -> list[str]:
        """The account in sentences, what is missing first."""
        records = sum(count for table, count in self.rows.items() if table not in tables.OWN | {"sqlite_sequence"})
        told = [
            (self.gone, _("Cannot be recovered: {what}.")),
            (self.cut, _("Lost what they belonged to, and were taken out or detached: {what}.")),
            (self.doubtful, _("Some letters cannot be read; look them over: {what}.")),
            (self.differing, _("Stand otherwise than the history says; look them over: {what}.")),
            (self.from_journal, _("Taken from the history: {what}.")),
            (self.from_backup, _("Taken from the newest backup: {what}.")),
        ]
        lines = [sentence.format(what=_named(which)) for which, sentence in told if which]
        if self.changes:
            lines.append(
                ngettext(
                    "{count} entry of the history is lost, so nothing from before can be undone.",
                    "{count} entries of the history are lost, so nothing from before can be undone.",
                    self.changes,
                ).format(count=self.changes)
            )
        if self.uncounted:
            told_of = _("More of {what} may be missing, and nobody can tell how much. Compare with a backup.")
            lines.append(
                told_of.format(what=", ".join(f"“{table_words.kind(table)}”" for table in sorted(self.uncounted)))
            )
        if self.unknown:
            lines.insert(0, _("The history is lost, so nobody can tell what else is missing. Compare with a backup."))
        if self.is_whole():
            lines.insert(0, _("Everything that the register is known to have held was recovered."))
        lines.append(
            ngettext(
                "{count} row was read from the {pages} pages of the file.",
                "{count} rows were read from the {pages} pages of the file.",
                records,
            ).format(count=records, pages=self.pages)
        )
        if self.log_left_out:
            lines.append(_("A file of changes that lay beside it belongs to another register and was left out."))
        return [*lines, *self.left]


def _named(which: list[tuple[str, int]]) -> str:
    """Rows by table and number, as the command line names them."""
    shown = ", ".join(f"{table}:{row}" for table, row in which[:SHOWN])
    more = len(which) - SHOWN
    return shown if more <= 0 else _("{shown} and {count} more").format(shown=shown, count=more)
