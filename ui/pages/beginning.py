"""A new cluster: its name, who one is, and where its file lies."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from crm.commands import cluster
from crm.errors import CrmError, Invalid
from crm.i18n import _, language
from crm.rules import folding, orgnr, places
from ui.kit import fields
from ui.kit.buttons import button
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.pages import kept_in
from ui.pages.desk import Desk


def ask(parent: QWidget | None, desk: Desk, *, called: str = "") -> Dialog:
    """Ask for everything a register begins with, make it, and show it; `called` is the name typed so far."""
    where = _Where()
    listed = sorted(places.municipalities(), key=lambda place: folding.sort_key(place.name))
    form = Form(
        [
            fields.text("name", _("Name of the cluster"), required=True, wide=True),
            fields.text(
                "staff_name", _("Your name"), hint=_("You sign what is written here; colleagues can be added later.")
            ),
            fields.text("org_number", _("Organisation number"), placeholder=_("nine digits, can wait")),
            fields.choice(
                "municipality_code",
                _("Head office"),
                choices=[(place.code, place.name) for place in listed],
                hint=_("The municipality: members near it are a figure of the report."),
            ),
            fields.custom(
                "path",
                _("Kept in the file"),
                widget=where,
                get=where.path,
                put=where.put,
                changed=where.edit.textChanged,
                required=True,
                wide=True,
            ),
        ],
        columns=1,
    )
    form.set_values({"name": called, "municipality_code": "5501", "path": kept_in.proposal(called)})
    name = form.widget("name")
    assert isinstance(name, QLineEdit)
    name.textEdited.connect(lambda words: where.propose(kept_in.proposal(words)))
    dialog = Dialog(parent, _("New cluster"), save=_("Create the cluster"), form=form, width=520)
    dialog.on_save(lambda: _make(form, desk))
    # Only now: the dialog belongs to a page that goes when the register is shown.
    dialog.finished.connect(lambda result: desk.show_created() if result else None)
    dialog.open()
    name.setFocus()
    return dialog


def _make(form: Form, desk: Desk) -> None:
    values = form.values()
    path: Path = values.pop("path")
    problems = {}
    if not values["name"]:
        problems["name"] = _("Say what the cluster is called.")
    number = orgnr.clean(values["org_number"])
    if number and not orgnr.valid(number):
        problems["org_number"] = _("This is no organisation number: nine digits, the last a check digit.")
    if problems:
        raise Invalid(problems)
    make(desk, path, values.pop("name"), **(values | {"org_number": number}))


def make(desk: Desk, path: Path, name: str, **values: str) -> None:
    """Make the register, still without showing it. Raises Invalid({"path": ...}) where the file cannot be made."""
    try:
        desk.create_file(path)
    except CrmError as error:
        raise Invalid({"path": str(error)}) from error
    cluster.begin(name, **values, language=language())


class _Where(QWidget):
    """A path to write, or to choose in the system's own dialog."""

    def __init__(self) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.setFocusProxy(self.edit)
        self._touched = False
        self.edit.textEdited.connect(self._touch)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.edit, 1)
        line.addWidget(button(_("Choose…"), self._choose))

    def path(self) -> Path:
        """The file that was named."""
        words = self.edit.text().strip()
        if not words:
            raise Invalid({"": _("Say where the register is kept.")})
        path = Path(words).expanduser()
        return path if path.suffix.lower() == kept_in.ENDING else path.with_name(path.name + kept_in.ENDING)

    def put(self, path: Path | None) -> None:
        """Show a file."""
        self.edit.setText(str(path or ""))

    def propose(self, path: Path) -> None:
        """Show a file unless somebody has chosen one."""
        if not self._touched:
            self.put(path)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def _touch(self) -> None:
        self._touched = True

    def _choose(self) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Where to keep the register"), self.edit.text(), _("Klynge registers") + f" (*{kept_in.ENDING})"
        )
        if chosen:
            self._touched = True
            self.put(Path(chosen))
