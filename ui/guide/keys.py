"""The sheet of shortcuts as a page of the guide, made from the actions themselves."""

from PySide6.QtWidgets import QWidget

from crm.i18n import _
from ui.dialogs import shortcuts

KEY = "shortcuts"
NEWS = "news"


def page(window: QWidget) -> str:
    """Markdown: a table for each menu and for what else has keys."""
    title, head = _("Keyboard shortcuts"), "| {what} | {keys} |\n|---|---|".format(what=_("What"), keys=_("Keys"))
    parts = [f"# {title}"]
    for title, found in shortcuts.groups(window):
        rows = "\n".join(f"| {_cell(one.words)} | `{_cell(one.keys)}` |" for one in found)
        parts.append(f"## {title}\n\n{head}\n{rows}")
    return "\n\n".join(parts)


def _cell(words: str) -> str:
    return words.replace("|", "\\|")
