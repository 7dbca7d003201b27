"""Pictures of what goes wrong: a field that does not do, a question before something is lost, an error of ours."""

from collections.abc import Iterable
from pathlib import Path

from crm.i18n import _
from tests.pictures import cluster
from tests.pictures.pages import Shot, go
from ui.app import Program


def shots() -> Iterable[Shot]:
    """All of them."""
    yield "problem-fields", _fields
    yield "problem-edited", _edited
    yield "problem-sentence", _sentence
    yield "problem-unexpected", _unexpected
    yield "question-danger", _losing
    yield "question-replace", _replace
    yield "bar-kinds", _bar
    yield "work-panel", _panel
    yield "conflict", _conflict


def _fields(program: Program) -> None:
    """Nothing was written: told beside the fields."""
    from ui.dialogs import person

    person.ask(program.window).save_now()


def _edited(program: Program) -> None:
    """A number that is none."""
    from ui.dialogs import organisation

    dialog = organisation.ask(program.window, organisation=cluster.chosen()["organisation"])
    assert dialog.form is not None
    dialog.form.set_values({"name": "", "org_number": "910000021"})
    dialog.save_now()


def _sentence(program: Program) -> None:
    from crm.errors import CrmError
    from ui.kit import messages

    go(program, "contacts")
    messages.sentence(program.window, CrmError(_("There is no file {file}.").format(file="Klyngen.klynge")))


def _unexpected(program: Program) -> None:
    from ui.kit import messages

    go(program, "contacts")
    messages.unexpected(program.window, "ValueError", Path())


def _losing(program: Program) -> None:
    """As a dialog asks before it closes."""
    from ui.kit import messages

    go(program, "contacts")
    words = _("What you have written here is not saved.")
    messages.question(program.window, _("Close without saving?"), words, _("Discard"), danger=True).open()


def _replace(program: Program) -> None:
    from ui.kit import messages

    go(program, "reports")
    messages.question(program.window, _("Freeze"), _("What you have written here is not saved."), _("Freeze")).open()


def _bar(program: Program) -> None:
    go(program, "contacts")
    program.window.shell.bar.say(_("Your data is safe: nothing half done was stored. You can go on working."), "danger")


def _panel(program: Program) -> None:
    """Work that takes more than a second."""
    from ui.kit import busy
    from ui.kit.job import Job

    go(program, "contacts")
    job = Job(_("Working…"), parent=program.window)
    panel = busy.follow(job, program.window)
    panel._show_panel()
    job.progressed.emit(1_250, 5_000, "")


def _conflict(program: Program) -> None:
    from datetime import date

    from ui.dialogs import conflict

    fields = {"first_name": ("Ada", "Adele", "Ida"), "informed_on": (None, date(2026, 2, 3), None)}
    conflict.ask(program.window, table="person", fields=fields, settled=lambda chosen: None)
