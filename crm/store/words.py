"""Reading the register's own words, which `crm.own_words` holds for everybody."""

from datetime import date

from crm import own_words
from crm.store.database import rows

TABLES = {"code_term", "renamed_term"}
"""What they are made of."""


def read() -> None:
    """Take up what stands in the open register now."""
    terms = [
        own_words.Term(name, code, nb, en, tuple(words.splitlines()), position, first, last, bool(archived))
        for name, code, nb, en, words, position, first, last, archived in rows(
            "SELECT list, code, label_nb, label_en, synonyms, position, from_year, to_year, archived FROM code_term"
            " ORDER BY list, code, from_year"
        )
    ]
    renamed = [
        own_words.Renamed(*line)
        for line in rows("SELECT term, language, one, many, the_one, the_many FROM renamed_term ORDER BY id")
    ]
    own_words.use(terms, renamed, date.today().year)


def forget() -> None:
    """Speak as a register without words of its own."""
    own_words.use()
