"""A note in a form: Markdown with lists that go on, and pasted text that keeps its lists and links."""

from crm.i18n import _
from crm.rules import notes, pasted
from ui.kit import fields


def note(name: str = "notes", label: str = "", *, hint: str = "", placeholder: str = "", rows: int = 3) -> fields.Field:
    """A field for a note; its value is a str, to the letter."""
    return fields.note(
        name,
        label or _("Note"),
        next_item=notes.next_item,
        from_html=pasted.to_markdown,
        hint=hint,
        placeholder=placeholder,
        rows=rows,
    )
