"""Making fields of the cluster's own, and the words that those of the kind choice offer."""

from collections.abc import Iterable, Sequence

from crm.commands import view_values, write
from crm.commands.command import command
from crm.errors import Invalid
from crm.i18n import N_, _
from crm.queries import own_fields as queries
from crm.records.base import Record
from crm.records.own_field import OwnChoice, OwnField
from crm.rules import names, own_values, standard_fields
from crm.store import journal
from crm.store.database import database, value


@command(N_("Add the field «{name}»"))
def add(about: str, name: str, kind: str, *, help: str = "", choices: Iterable[str] = ()) -> int:
    """A new field at the end of those of a kind of record; returns its id.

    `about` is one of crm.queries.own_fields.KINDS, `kind` a key of own_field_kind; `choices` are the words of one of
    the kind choice. Raises Invalid with the sentence of each field that is wrong (name, kind, choices).
    """
    words = _words(choices) if kind == "choice" else []
    if kind == "choice" and not words:
        raise Invalid({"choices": _("Write at least one choice, one a line.")})
    _free(about, name)
    place = _last("own_field", "about", about)
    made = write.insert(OwnField(about=about, name=_clean(name), kind=kind, help=help.strip(), position=place))
    for position, word in enumerate(words):
        write.insert(OwnChoice(own_field=made, name=word, position=position))
    return made


@command(N_("Edit the field «{name}»"))
def edit(field: int, *, name: str, help: str = "", seen: int | None = None) -> None:
    """Let a field be called otherwise, or be explained otherwise; its values stay. Raises Invalid, Conflict."""
    _free(write.get(OwnField, field).about, name, field)
    write.change(OwnField, field, {"name": _clean(name), "help": help.strip()}, seen=seen)


@command(N_("Order of the fields"))
def order(fields: Sequence[int]) -> None:
    """Put the fields of a kind of record in this order; those that are not named stay behind them."""
    _order(OwnField, fields)


@command(N_("Archive the field «{name}»"))
def archive(field: int) -> None:
    """Ask for a field no more; what stands in it stays, and comes back with it."""
    journal.current().describe(name=write.change(OwnField, field, {"archived": True}).name)


@command(N_("Restore the field «{name}»"))
def restore(field: int) -> None:
    """Ask for an archived field again. Raises Invalid where another one is called so meanwhile."""
    record = write.get(OwnField, field)
    _free(record.about, record.name, field)
    journal.current().describe(name=write.change(OwnField, field, {"archived": False}).name)


@command(N_("Add the choice «{name}»"))
def add_choice(field: int, name: str) -> int:
    """One more word at the end of those that a field offers; returns its id. Raises Invalid."""
    _free_choice(field, name)
    place = _last("own_choice", "own_field_id", field)
    return write.insert(OwnChoice(own_field=field, name=_clean(name), position=place))


@command(N_("Rename the choice «{name}»"))
def rename_choice(choice: int, name: str) -> None:
    """Let a choice read otherwise on every record that carries it. Raises Invalid where another one reads so."""
    _free_choice(write.get(OwnChoice, choice).own_field_id, name, choice)
    write.change(OwnChoice, choice, {"name": _clean(name)})


@command(N_("Order of the choices"))
def order_choices(choices: Sequence[int]) -> None:
    """Put the choices of a field in this order."""
    _order(OwnChoice, choices)


@command(N_("Take the choice «{name}» out of use"))
def archive_choice(choice: int) -> None:
    """Offer a choice no more; records that carry it keep it."""
    journal.current().describe(name=write.change(OwnChoice, choice, {"archived": True}).name)


@command(N_("Use the choice «{name}» again"))
def restore_choice(choice: int) -> None:
    """Offer a choice again. Raises Invalid where another one reads so meanwhile."""
    record = write.get(OwnChoice, choice)
    _free_choice(record.own_field_id, record.name, choice)
    journal.current().describe(name=write.change(OwnChoice, choice, {"archived": False}).name)


@command(N_("Replace the choice «{name}» by «{other}»"))
def replace_choice(choice: int, by: int) -> int:
    """Give every record that carries a choice another one of the field, and remove the first; returns how many it were.

    Raises Invalid where the other is none of the same field.
    """
    record, other = write.get(OwnChoice, choice), write.get(OwnChoice, by)
    if choice == by or record.own_field_id != other.own_field_id:
        raise Invalid({"by": _("Choose another one.")})
    step = journal.current()
    step.describe(name=record.name, other=other.name)
    view_values.follow(lambda field: field.own == record.own_field_id, choice, by)
    moved = database.execute_sql(
        "UPDATE own_value SET own_choice_id = ?, version = ? WHERE own_choice_id = ?", (by, step.id, choice)
    )
    write.delete(OwnChoice, choice)
    return int(moved.rowcount)


@command(N_("Remove the choice «{name}»"))
def remove_choice(choice: int) -> None:
    """Remove a choice that no record carries. Raises CrmError where one does: replace it, or take it out of use."""
    journal.current().describe(name=write.get(OwnChoice, choice).name)
    write.delete(OwnChoice, choice)


def _order(kind: type[Record], ids: Sequence[int]) -> None:
    for position, row in enumerate(ids):
        write.change(kind, row, {"position": position})


def _last(table: str, column: str, owner: str | int) -> int:
    return int(value(f"SELECT coalesce(max(position) + 1, 0) FROM {table} WHERE {column} = ?", (owner,)))


def _clean(name: str) -> str:
    return names.clean(name)


def _words(choices: Iterable[str]) -> list[str]:
    """The words as they are kept, each once whatever its case."""
    found: dict[str, str] = {}
    for word in map(_clean, choices):
        if word:
            found.setdefault(own_values.folded(word), word)
    return list(found.values())


def _free(about: str, name: str, field: int | None = None) -> None:
    """Raise Invalid where the program itself, or another field in use, is called so."""
    wanted = own_values.folded(name)
    if about in queries.KINDS and wanted in standard_fields.taken(about):
        raise Invalid(
            {"name": _("There is a field «{name}» already, in the program itself.").format(name=_clean(name))}
        )
    if about in queries.KINDS and any(
        own_values.folded(one.name) == wanted for one in queries.of(about) if one.id != field
    ):
        raise Invalid({"name": _("There is a field «{name}» already.").format(name=_clean(name))})


def _free_choice(field: int, name: str, choice: int | None = None) -> None:
    wanted = own_values.folded(name)
    for one in queries.choices(field):
        if one.id != choice and own_values.folded(one.name) == wanted and not one.archived:
            raise Invalid({"name": _("There is such a choice already.")})
