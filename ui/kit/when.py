"""Days in words: how long ago in a list, exactly in its tooltip."""

from datetime import date

from crm.i18n import _, ngettext


def exact(day: date | None) -> str:
    """The day as Norwegians write it: 03.11.2026; empty for None."""
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}" if day else ""


def ago(day: date | None, today: date) -> str:
    """How far the day is from today, short enough for the right edge of a list: "Yesterday", "3 d", "2 w", "in 5 d"."""
    if day is None:
        return ""
    days = (today - day).days
    if days in (0, 1, -1):
        return {0: _("Today"), 1: _("Yesterday"), -1: _("Tomorrow")}[days]
    amount = _length(abs(days))
    return amount if days > 0 else _("in {time}").format(time=amount)


def _length(days: int) -> str:
    if days < 7:
        return ngettext("{count} d", "{count} d", days).format(count=days)
    if days < 30:
        return ngettext("{count} w", "{count} w", days // 7).format(count=days // 7)
    if days < 365:
        return ngettext("{count} mo", "{count} mo", days // 30).format(count=days // 30)
    return ngettext("{count} y", "{count} y", days // 365).format(count=days // 365)
