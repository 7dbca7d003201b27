"""Rebuilding what is made of the records: triggers, indexes, the search index. No record is written."""

from crm.i18n import _
from crm.progress import Progress, silent
from crm.store import failures, findings, schema, search, soundness, tables, triggers
from crm.store.database import database


def mend(progress: Progress = silent) -> list[str]:
    """Rebuild what can be rebuilt; returns a sentence for each thing that was. Raises CrmError with nothing done.

    What is left then is for `soundness.examine` to say.
    """
    found = soundness.examine(progress)
    kinds = {one.kind for one in found}
    told = []
    with failures.told(), database.atomic():
        made = schema.make_again()
        if made:
            told.append(_("Indexes were made again: {names}.").format(names=", ".join(made)))
        if findings.INDEX in kinds:
            database.execute_sql("REINDEX")
            told.append(_("Every index was filled again from the records."))
        mended = triggers.ensure()
        if mended:
            told.append(_("Triggers were written again: {names}.").format(names=", ".join(mended)))
        if findings.STEP in kinds:
            database.execute_sql("DELETE FROM open_step")
            told.append(_("A step that was left open is closed."))
        if findings.SEARCH in kinds or any(
            name in made for table in tables.searchable() for name in search.indexes(table)
        ):
            search.make_again()
            told.append(_("The search index was filled again from the records."))
    return told
