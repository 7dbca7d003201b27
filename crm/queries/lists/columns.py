"""Fields made in few words: a column of the record itself, the name of another record, what a source tells."""

from typing import Any

from crm.i18n import language
from crm.queries.lists.field import Field

_NAMES = {
    "organisation": ("name", "sort_key"),
    "person": ("trim(first_name || ' ' || last_name)", "sort_key"),
    "staff": ("name", ""),
    "project": ("title", "sort_key"),
    "activity": ("name", ""),
    "interaction": ("subject", ""),
}


def own(kind: str, key: str, name: str, **more: Any) -> Field:
    """A column of the record, which can be edited; `key` is the column."""
    return Field(key, name, kind, f"{{r}}.{key}", **({"column": key} | more))


def kept(kind: str, key: str, name: str, **more: Any) -> Field:
    """A column that the program works out itself."""
    return own(kind, key, name, column="", **more)


def told(kind: str, key: str, name: str, source: str, sql: str, **more: Any) -> Field:
    """What a source of crm.queries.lists.sources tells; `sql` names its columns with `{s}`."""
    return Field(key, name, kind, sql, source=source, **more)


def derived(kind: str, key: str, name: str, sql: str, **more: Any) -> Field:
    """What follows from the row and what belongs to it."""
    return Field(key, name, kind, sql, **more)


def record(key: str, name: str, opens: str, sql: str = "", *, column: str = "", **more: Any) -> Field:
    """The id of a record of the table `opens`, read as its name; without `sql` it is the column `key`_id."""
    if not sql:
        column = f"{key}_id"
        sql = f"{{r}}.{column}"
    if opens == "focus_area":
        words = f"code || ' ' || name_{'nb' if language() == 'nb' else 'en'}"
        more = {"order": _of("focus_area", "place", sql)} | more
    else:
        words, order = _NAMES[opens]
        if order:
            more = {"order": f"nullif({_of(opens, order, sql)}, '')"} | more
    return Field(key, name, "record", sql, column=column, opens=opens, words=_of(opens, words, sql), **more)


def days_since(key: str, name: str, source: str, **more: Any) -> Field:
    """How many days ago the `day` of a source was."""
    return told("count", key, name, source, "CAST(julianday(:day) - julianday({s}.day) AS INTEGER)", **more)


def tags(owner: str, name: str, group: str) -> Field:
    """The tags of a record of the table `owner`."""
    return Field(
        "tags",
        name,
        "many",
        f"(SELECT group_concat(tag.name, char(31) ORDER BY tagging.id) FROM tagging JOIN tag ON tag.id = tagging.tag_id"
        f" WHERE tagging.{owner}_id = {{r}}.id)",
        pairs=f"SELECT {owner}_id AS owner, CAST(tag_id AS TEXT) AS key FROM tagging WHERE {owner}_id IS NOT NULL",
        opens="tag",
        group=group,
    )


def open_tasks(owner: str, name: str, group: str) -> Field:
    """How many follow-ups of a record are open."""
    return Field(
        "open_tasks",
        name,
        "count",
        f"(SELECT count(*) FROM task AS t WHERE t.{owner}_id = {{r}}.id AND t.status = 'open' AND t.archived = 0)",
        group=group,
        sums=True,
    )


def _of(table: str, what: str, id: str) -> str:
    return f"(SELECT {what} FROM {table} WHERE {table}.id = {id})"
