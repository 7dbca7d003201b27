"""Whether somebody came, as lists of participants say it (DOMAIN.md 3.6)."""

from crm.rules import truth
from crm.rules.folding import fold

CAME, AWAY, SIGNED_UP = "came", "away", "signed_up"

_CAME = frozenset(
    (
        *("came", "attended", "attending", "present", "checked in", "check in", "checked-in", "joined", "showed up"),
        *("deltok", "deltatt", "deltar", "har deltatt", "mott", "mott opp", "motte", "motte opp", "oppmott", "kom"),
        *("til stede", "tilstede", "sjekket inn", "innsjekket", "fremmott", "frammott", "deltog", "narvarande"),
    )
)
_AWAY = frozenset(
    (
        *("away", "absent", "cancelled", "canceled", "no show", "no-show", "noshow", "not attending", "not attended"),
        *("did not attend", "didn't attend", "did not come", "not checked in", "not present", "declined", "withdrawn"),
        *("deleted", "refunded", "transferred", "rejected", "avmeldt", "avmeld", "avlyst", "kansellert", "avbestilt"),
        *("meldt avbud", "avbud", "forfall", "meldt forfall", "ikke mott", "ikke mott opp", "motte ikke", "ikke motte"),
        *("motte ikke opp", "ikke oppmott", "ikke deltatt", "deltok ikke", "ikke deltok", "deltar ikke", "kom ikke"),
        *("ikke til stede", "ikke tilstede", "fravaerende", "ikke fremmott", "ikke frammott", "avslatt", "takket nei"),
        *("kommer ikke", "uteble", "uteblitt", "ikkje mott", "deltek ikkje", "avanmald", "franvarande"),
    )
)
_SIGNED_UP = frozenset(
    (
        *("signed_up", "signed up", "registered", "confirmed", "accepted", "going", "approved", "completed", "paid"),
        *("pameldt", "pamelding", "pameld", "bekreftet", "registrert", "godkjent", "kommer", "betalt", "anmald"),
    )
)


def parse(value: object) -> str | None:
    """came, away or signed_up (who only put the name down); "" where nothing is said, None for any other word.

    >>> parse("Checked In"), parse("Ikke møtt"), parse("Påmeldt"), parse("x"), parse("nei")
    ('came', 'away', 'signed_up', 'came', 'away')
    >>> parse(" "), parse(None), parse("vet ikke")
    ('', '', None)
    """
    text = " ".join(fold(str(value)).strip(" .!").split()) if value is not None else ""
    if not text:
        return ""
    answer = truth.parse(value)
    if answer is not None:
        return CAME if answer else AWAY
    if text in _CAME:
        return CAME
    return AWAY if text in _AWAY else SIGNED_UP if text in _SIGNED_UP else None
