"""Noting that people were told that their details are kept (GDPR article 14)."""

from collections.abc import Sequence

from crm.commands import people
from crm.i18n import _, ngettext
from crm.rules import numbers
from ui.pages import doing
from ui.pages.desk import Desk


def why() -> str:
    """Who "not informed" means."""
    return _("People from lists who were not told yet that you keep their details (GDPR article 14)")


def mark(desk: Desk, ids: Sequence[int]) -> None:
    """Mark people as told today, in the worker; a toast says how many and takes it back."""
    today = desk.today()

    def done(count: int) -> None:
        words = ngettext("{count} person marked as informed.", "{count} people marked as informed.", count)
        if count:
            doing.told(desk, words.format(count=numbers.show_int(count)))
        else:
            desk.say(_("They were informed before."))

    desk.jobs.run(
        lambda progress: people.inform(ids, today, progress),
        title=_("Marking as informed"),
        window=desk.window(),
        done=done,
    )
