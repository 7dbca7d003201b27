"""The fields of one's own of a list, as they are kept now."""

from crm.i18n import _
from crm.queries.lists.field import Choice, Field
from crm.records.own_field import OWNERS
from crm.store.database import rows

_VALUE = "(SELECT {what} FROM own_value AS v WHERE v.{about}_id = {{r}}.id AND v.own_field_id = {field})"
_COLUMNS = {
    "text": ("text", "coalesce({value}, '')", "v.text"),
    "link": ("link", "coalesce({value}, '')", "v.text"),
    "number": ("number", "{value}", "v.number"),
    "date": ("date", "{value}", "v.day"),
    "yes_no": ("yes_no", "{value}", "v.number / 100"),
    "choice": ("choice", "coalesce({value}, '')", "CAST(v.own_choice_id AS TEXT)"),
}


def fields(about: str) -> tuple[Field, ...]:
    """The fields that were added to this kind of record, in their order; archived ones are left out."""
    if about not in OWNERS:
        return ()
    found = rows(
        "SELECT id, name, kind FROM own_field WHERE about = ? AND archived = 0 ORDER BY position, name_key, id",
        (about,),
    )
    return tuple(_field(about, *line) for line in found)


def _field(about: str, id: int, name: str, kind: str) -> Field:
    shown_as, sql, what = _COLUMNS[kind]
    options: tuple[Choice, ...] = ()
    if kind == "choice":
        listed = rows("SELECT id, name FROM own_choice WHERE own_field_id = ? ORDER BY archived, position, id", (id,))
        options = tuple(Choice(str(row), word) for row, word in listed)
    return Field(
        f"own_{id}",
        name,
        shown_as,
        sql.format(value=_VALUE.format(what=what, about=about, field=int(id))),
        options=options,
        own=id,
        group=_("Own fields"),
        sums=kind == "number",
    )
