"""Tags on records of every kind: a word that is not there yet is made in the same step."""

from collections.abc import Iterable

from crm.commands import view_values, write
from crm.commands.command import command
from crm.errors import Invalid
from crm.i18n import N_, _
from crm.records import tag as tags
from crm.records.tag import Tag, Tagging
from crm.rules import names as rules
from crm.store import journal
from crm.store.database import database, rows, value


@command(N_("Rename the tag «{name}»"))
def rename(tag: int, name: str) -> None:
    """Let a tag read otherwise on every record that carries it. Raises Invalid where another one reads so."""
    written = rules.clean(name)
    if not tags.derived(written):
        raise Invalid({"name": _("This must be filled in.")})
    known = value("SELECT id FROM tag WHERE name_key = ? AND id <> ?", (tags.derived(written), tag))
    if known is not None:
        raise Invalid({"name": _("There is such a tag already. Merge the two instead.")})
    write.change(Tag, tag, {"name": written})


@command(N_("Merge the tag «{name}» into «{other}»"))
def merge(tag: int, into: int) -> int:
    """Let everything that carries a tag carry another one instead, and remove the first; returns how many it were.

    What carries both carries the one that stays once, and saved views ask for that one. Raises CrmError where one of
    them is gone, or both are the same.
    """
    gone, kept = write.get(Tag, tag), write.get(Tag, into)
    if tag == into:
        raise Invalid({"into": _("Choose another one.")})
    step = journal.current()
    step.describe(name=gone.name, other=kept.name)
    view_values.follow(lambda field: field.opens == "tag", tag, into)
    count = int(value("SELECT count(*) FROM tagging WHERE tag_id = ?", (tag,)))
    database.execute_sql("UPDATE OR IGNORE tagging SET tag_id = ?, version = ? WHERE tag_id = ?", (into, step.id, tag))
    for (row,) in rows("SELECT id FROM tagging WHERE tag_id = ?", (tag,)):
        write.delete(Tagging, row)
    write.delete(Tag, tag)
    return count


@command(N_("Tags"))
def put(owner: str, row: int, names: Iterable[str]) -> None:
    """Let a record carry exactly these tags.

    `owner` is one of crm.records.tag.OWNERS. Blank names are left out, the same word
    twice counts once. Raises Invalid for a word that is too long.
    """
    if f"{owner}_id" not in Tagging._meta.columns:
        raise ValueError(f"nothing called {owner} carries tags")
    wanted = keyed(names)
    known = rows(f"SELECT tagging.id, name_key FROM tagging JOIN tag ON tag.id = tag_id WHERE {owner}_id = ?", (row,))
    for hung, key in known:
        if wanted.pop(key, None) is None:
            write.delete(Tagging, hung)
    for key, name in wanted.items():
        write.insert(Tagging(tag=known_or_new(key, name), **{owner: row}))


def keyed(names: Iterable[str]) -> dict[str, str]:
    """The words by the key each is known by, once each; blank ones are left out."""
    found: dict[str, str] = {}
    for name in map(rules.clean, names):
        if key := tags.derived(name):
            found.setdefault(key, name)
    return found


def known_or_new(key: str, name: str) -> int:
    """The tag with this key, made where there is none. Called only inside a command."""
    known = value("SELECT id FROM tag WHERE name_key = ?", (key,))
    return int(known) if known is not None else write.insert(Tag(name=name, name_key=key))
