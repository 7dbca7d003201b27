"""What a contribution comes to, said in words: the sum, what the caps cut, what is still missing."""

from crm.i18n import _
from crm.rules import contributions, numbers
from crm.rules.contributions import Caps


def told(
    kind: str,
    *,
    amount: int | None,
    minutes: int | None,
    rate: int | None,
    documented: bool,
    cap: int,
    caps: Caps = contributions.STANDARD,
) -> list[str]:
    """Sentences about a contribution as it is being written; none where there is nothing to say yet.

    `cap` is the highest rate of an hour that counts for this organisation, in øre.

    >>> len(told("hours", amount=None, minutes=1200, rate=1_500_00, documented=True, cap=1_200_00))
    2
    >>> told("cash", amount=5_000_00, minutes=None, rate=None, documented=False, cap=1)
    []
    """
    if kind != "hours" or not minutes:
        return []
    money, value = numbers.show_money, contributions.value(kind, amount=amount, minutes=minutes, rate=rate, cap=cap)
    found = contributions.doubts(kind, minutes=minutes, rate=rate, documented=documented, cap=cap, caps=caps)
    hours, cut = numbers.show_hours(minutes), contributions.above(kind, minutes=minutes, rate=rate, cap=cap)
    said = []
    if rate is not None:
        whole = _("{hours} hours at {rate} are {sum}.")
        said.append(whole.format(hours=hours, rate=money(rate), sum=money(value + cut)))
    sentences = {
        "no_rate": _("Without a rate the hours count, but nothing in kroner."),
        "above_cap": _("At most {cap} an hour counts: {value} count, {cut} do not."),
        "document": _("Above {rate} an hour the cost must be documented: say in which document it stands."),
        "over_year": _("One person has at most {hours} hours in a year: split them among those who worked."),
    }
    ordinary, most = money(caps.ordinary), numbers.show_hours(caps.minutes)
    return said + [
        sentences[doubt].format(cap=money(cap), value=money(value), cut=money(cut), rate=ordinary, hours=most)
        for doubt in found
    ]
