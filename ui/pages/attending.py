"""What pages do with activities: who came, certificates, the next of its kind."""

from functools import partial

from crm.commands import activity_templates
from crm.i18n import _
from crm.queries import activities
from ui.pages import doing
from ui.pages.desk import Desk


def edit(desk: Desk, activity: int) -> None:
    """Open its facts; whoever says that it was held is asked who came."""
    from ui.dialogs import activity as dialog

    was = activities.detail(activity).status
    asked = dialog.ask(desk.window(), activity=activity)
    asked.saved.connect(lambda _saved: offer(desk, activity) if was != "held" else None)


def add(desk: Desk) -> None:
    """A new activity, which is shown once it is saved."""
    from ui.dialogs import activity as dialog

    dialog.ask(desk.window()).saved.connect(partial(_added, desk))


def again(desk: Desk, activity: int) -> None:
    """A new activity like this one, a year later."""
    from ui.dialogs import activity as dialog

    dialog.ask(desk.window(), again=activity).saved.connect(partial(_added, desk))


def offer(desk: Desk, activity: int) -> None:
    """Offer to tick who came, where it was held and nobody is noted yet."""
    one = activities.detail(activity)
    if one.status == "held" and not one.came:
        desk.say(_("It was held. Who came?"), _("Tick who came"), partial(tick, desk, activity))


def tick(desk: Desk, activity: int, *, held: bool = False) -> None:
    """Open the list in which one ticks who came; `held` says with it that it took place."""
    from ui.dialogs import who_came

    asked = who_came.ask(desk.window(), activity=activity, held=held)
    asked.saved.connect(lambda _saved: doing.told(desk, _("Attendance noted.")))


def paste(desk: Desk, activity: int) -> None:
    """Open the dialog that takes a whole list of those who came."""
    from ui.dialogs import attendance_list

    attendance_list.ask(desk.window(), activity=activity)


def certificates(desk: Desk, activity: int) -> None:
    """Open the certificates of those who attended."""
    from ui.dialogs import certificates as dialog

    dialog.ask(desk.window(), activity=activity, signs=desk.signs())


def keep_template(desk: Desk, activity: int) -> None:
    """Keep what this activity has as a template for the next ones."""
    activity_templates.keep(activity)
    doing.told(desk, _("Kept as a template. The settings have the list of them."))


def _added(desk: Desk, activity: int) -> None:
    desk.go("activities", activity)
    offer(desk, activity)
