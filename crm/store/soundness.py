"""Everything about the open register that can be checked: pages, references, journal, triggers, search index."""

from crm.i18n import _
from crm.store import search, tables, triggers
from crm.store.database import rows, value


def problems() -> list[str]:
    """What is wrong with the register, one sentence each; empty where all is well."""
    found = [
        _("Damaged page: {detail}").format(detail=detail)
        for (detail,) in rows("PRAGMA integrity_check")
        if detail != "ok"
    ]
    if found:
        return found  # the other answers cannot be trusted
    found += [
        _("{table} row {row} refers to a record that does not exist.").format(table=table, row=row)
        for table, row, *_rest in rows("PRAGMA foreign_key_check")
    ]
    found += [_("The trigger {name} is missing or altered.").format(name=name) for name in triggers.wrong()]
    if value("SELECT count(*) FROM open_step"):
        found.append(_("A step was left open."))
    found += _journal()
    found += [_("The search index {name} does not match the records.").format(name=name) for name in search.damaged()]
    return found


def _journal() -> list[str]:
    """Rows whose content is not what the journal last wrote, and rows that it does not know or thinks are there."""
    found = []
    for table in tables.journalled():
        # Images of an older schema have other columns; they are compared by those who made them.
        differing = value(
            f"""
            SELECT count(*) FROM
            (SELECT "row", after, step, max(id) FROM change WHERE "table" = ? GROUP BY "row") AS last
            JOIN step ON step.id = last.step AND step.schema = (SELECT user_version FROM pragma_user_version)
            LEFT JOIN "{table}" AS now ON now.id = last."row"
            WHERE last.after IS NOT CASE WHEN now.id IS NULL THEN NULL ELSE {tables.image(table, "now")} END
            """,
            (table,),
        )
        unknown = value(
            f'SELECT count(*) FROM "{table}" WHERE id NOT IN (SELECT "row" FROM change WHERE "table" = ?)',
            (table,),
        )
        if differing or unknown:
            found.append(
                _("{count} rows of {table} are not as the journal wrote them.").format(
                    count=differing + unknown, table=table
                )
            )
    return found
