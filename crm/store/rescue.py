"""Writing the open register down again when its file was moved or deleted under it: all of it is still at hand."""

import os
from contextlib import closing
from pathlib import Path

from crm.errors import CrmError
from crm.i18n import _
from crm.store import durable, failures, keys, opening
from crm.store.database import database, key


def write_again() -> Path:
    """Write all that the open register holds to a file of its name where it lay; returns the file.

    What has taken its place is left alone: the copy then gets a number. Raises CrmError, with no half file left, where
    the folder is gone or the disk does not give the old content any more.
    """
    path = opening.path_of_open()
    if not path.parent.is_dir():
        raise CrmError(_("There is no folder {folder}.").format(folder=path.parent))
    target = path
    number = 2
    while os.path.lexists(target):
        target, number = path.with_stem(f"{path.stem} {number}"), number + 1
    part = target.with_name(f".{target.name}.part")
    with failures.told(), failures.files_told():
        opening.finish_log()
        durable.remove(part)
        try:
            with closing(keys.create(part, key())) as copy:
                database.connection().backup(copy)
                copy.execute("PRAGMA journal_mode = delete")
                if copy.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
                    raise CrmError(_("What the register held can no longer be read in full. Open a backup of it."))
            # What SQLite left beside the old name belongs to the file that is gone.
            durable.rename(part, target)
        finally:
            durable.remove(part)
    return target
