"""What stands in the frame of the main window."""

from crm.i18n import _


def of(name: str, *, read_only: bool, sample: bool) -> str:
    """The register, what is special about it, and the program; `name` is "" where none is open."""
    # The system puts its mark of what is not saved where [*] stands; one in a name is doubled.
    called = name.replace("[*]", "[*][*]") + "[*]" if name else ""
    locked = _("read-only") if read_only else ""
    kind = _("Sample data") if sample else ""
    return " – ".join(part for part in (called, locked, kind, "Klynge") if part)
