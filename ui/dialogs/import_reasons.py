"""Why a column of a list is thought to be what it is, and how sure that is."""

from PySide6.QtWidgets import QLabel

from crm.exchange.guess import LIKELY, SURE, Guess
from crm.i18n import N_, _
from ui.kit import text

REASONS = {
    "layout": N_("Known from the program that made the list"),
    "remembered": N_("Remembered from last time"),
    "synonym": N_("By its name"),
    "words": N_("By the words of its name, and its cells agree"),
    "content": N_("By what it holds"),
    "special": N_("Sensitive: left out"),
    "identity": N_("Identity numbers: left out"),
    "duplicate": N_("Another column fills this"),
    "ignored": N_("Not needed"),
    "unknown": N_("Not recognised: say what it is"),
}


def explain(why: QLabel, guess: Guess, guessed: bool) -> None:
    """Say it; where it is not `guessed` somebody chose otherwise."""
    words = (guess.warning or _(REASONS.get(guess.reason, guess.reason))) if guessed else _("Chosen by you")
    why.setText(words)
    doubtful = guessed and (guess.warning or guess.reason == "unknown")
    text.set_tone(why, "warning" if doubtful else "muted")


def show_certainty(sure: QLabel, guess: Guess | None) -> None:
    """One of three words, so that the eye stops where it should."""
    if guess is None or not guess.field:
        sure.setText("")
    elif guess.confidence >= SURE:
        sure.setText(_("Sure"))
    else:
        sure.setText(_("Likely") if guess.confidence >= LIKELY else _("A guess"))
    doubtful = guess is not None and guess.confidence < LIKELY
    text.set_tone(sure, "warning" if doubtful else "muted")
