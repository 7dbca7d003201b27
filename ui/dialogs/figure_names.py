"""What the cluster calls a figure of the report and where it stands: chosen from all, the program's name beside."""

from PySide6.QtWidgets import QWidget

from crm.commands import figure_wordings as commands
from crm.i18n import _, language
from crm.queries import figure_wordings as queries
from crm.queries.figure_wordings import Wording
from crm.reports.figures import FIGURES
from ui.kit import fields, text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form

_NO_WORDING = Wording(0, "", "")


def ask(parent: QWidget | None, *, key: str = "K01") -> "FigureNamesDialog":
    """Name a figure; `saved` tells None."""
    dialog = FigureNamesDialog(parent, key)
    dialog.open()
    dialog.form_.widget("key").setFocus()
    return dialog


class FigureNamesDialog(Dialog):
    """Both names of one figure; another one is chosen above."""

    def __init__(self, parent: QWidget | None, key: str) -> None:
        self._program = {figure.key: (figure.name_nb, figure.name_en) for figure in FIGURES}
        self._own = queries.all()
        place = 0 if language() == "nb" else 1
        listed = [(known, f"{known}  {names[place]}") for known, names in self._program.items()]
        self.form_ = Form(
            [
                fields.choice("key", _("Figure"), choices=listed),
                fields.text("name_nb", _("Name in Norwegian")),
                fields.text("name_en", _("Name in English")),
                fields.number("position", _("Place in the report"), least=1, most=999, hint=_("Empty: the program's")),
                fields.check("hidden", _("Leave it out of the page and the summary")),
            ]
        )
        super().__init__(parent, _("Names of the figures"), form=self.form_, width=620)
        self.program = text.label("", "muted", wrap=True)
        self.body.addWidget(self.program)
        words = _("Leave a name empty to use the program's. Frozen reports keep the names they were frozen with.")
        words += " " + _("A figure that is left out is still counted, frozen and proved.")
        self.body.addWidget(text.label(words, "hint", wrap=True))
        self.form_.set_values({"key": key})
        self._show()
        self.form_.edited.connect(lambda name: self._show() if name == "key" else None)
        self.on_save(self._keep)

    def _show(self) -> None:
        key = str(self.form_.value("key"))
        own = self._own.get(key, _NO_WORDING)
        told = {"name_nb": own.name_nb, "name_en": own.name_en, "position": own.position, "hidden": own.hidden}
        self.form_.set_values(told)
        nb, en = self._program[key]
        self.program.setText(_("The program calls it “{nb}”, in English “{en}”.").format(nb=nb, en=en))

    def _keep(self) -> None:
        values = self.form_.values()
        place, hidden = values["position"], values["hidden"]
        commands.put(values["key"], values["name_nb"], values["name_en"], position=place, hidden=hidden)
