"""What the cluster calls members and the like, in every text of the program."""

from typing import NamedTuple

from crm import own_words, renaming
from crm.commands import code_terms
from crm.i18n import _
from ui.dialogs.words_panel import Panel
from ui.kit import fields, text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.table import Column

FORMS = ("one", "many", "the_one", "the_many")


class TermRow(NamedTuple):
    """A term with the program's word and the cluster's, in both languages."""

    term: str
    standard: str
    nb: str
    en: str


class Terms(Panel):
    """The terms that can be called otherwise."""

    def __init__(self, dialog: Dialog) -> None:
        super().__init__(
            dialog,
            _("Names in the program"),
            [
                Column("standard", _("The program says"), 220, sortable=False),
                Column("nb", _("In Norwegian you say"), 190, sortable=False),
                Column("en", _("In English you say"), 190, sortable=False),
            ],
        )
        about = _("Menus, lists, exports and new reports say your word instead.")
        self.about.setText(about)
        self._edit = self.add(_("Edit…"), self.edit, "edit")
        self._back = self.add(_("Back to the standard"), self._reset, "undo")
        self.fill_row()

    def again(self) -> None:
        """Read the names again."""
        own = {(one.term, one.language): one for one in own_words.now().renamed}
        rows = [
            TermRow(
                term,
                " / ".join(renaming.STANDARD[term, language].one for language in ("nb", "en")),
                *(own[term, language].one if (term, language) in own else "" for language in ("nb", "en")),
            )
            for term in renaming.TERMS
        ]
        self.show_rows(rows, lambda row: row.term)

    def tell(self) -> None:
        """Only what is called otherwise can go back."""
        row: TermRow | None = self.listing.current_row()
        self._edit.setEnabled(row is not None)
        self._back.setEnabled(row is not None and bool(row.nb or row.en))

    def edit(self) -> object:
        """Call the current term otherwise."""
        row: TermRow | None = self.listing.current_row()
        return ask(self, row.term) if row is not None else None

    def _reset(self) -> None:
        row: TermRow = self.listing.current_row()
        code_terms.rename(row.term, nb=dict.fromkeys(FORMS, ""), en=dict.fromkeys(FORMS, ""))


def ask(panel: Terms, term: str) -> Dialog:
    """The forms of a term in both languages; empty fields stand for the program's word."""
    nb, en = (renaming.STANDARD[term, language] for language in ("nb", "en"))
    form = Form(
        [
            fields.text("nb_one", _("One, in Norwegian"), placeholder=nb.one),
            fields.text("nb_many", _("Several"), placeholder=nb.many),
            fields.text("nb_the_one", _("The one"), placeholder=nb.the_one),
            fields.text("nb_the_many", _("The several"), placeholder=nb.the_many),
            fields.text("en_one", _("One, in English"), placeholder=en.one),
            fields.text("en_many", _("Several, in English"), placeholder=en.many),
        ],
        columns=2,
    )
    own = {(one.term, one.language): one for one in own_words.now().renamed}
    for language in ("nb", "en"):
        if (term, language) in own:
            known = own[term, language]._asdict()
            names = [name for name in FORMS if f"{language}_{name}" in form.fields]
            form.set_values({f"{language}_{name}": known[name] for name in names})
    title = _("Another word for “{standard}”").format(standard=f"{nb.one} / {en.one}")
    dialog = Dialog(panel, title, form=form, width=500)
    told = _("All empty: the program’s own word. Write them as inside a sentence, without a capital letter.")
    dialog.body.insertWidget(0, text.label(told, "muted", wrap=True))

    def save() -> None:
        values = form.values()
        code_terms.rename(
            term,
            nb={name: values[f"nb_{name}"] for name in FORMS},
            en={name: values.get(f"en_{name}", "") for name in FORMS},
        )

    dialog.on_save(save)
    dialog.saved.connect(lambda _result: panel.again())
    dialog.ask_before_losing()
    dialog.open()
    form.widget("nb_one").setFocus()
    return dialog
