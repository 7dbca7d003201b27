"""Notes of people and organisations are found by their words: their folded text, and an index over it. Frozen."""

import re
import unicodedata
from typing import Any

TABLES = ("person", "organisation")

_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ŋ": "n", "ŧ": "t", "ı": "i", "ħ": "h"}
)
_DOUBLE_A = re.compile("aa+")
_LIMIT = 80_000


def up(_migrator: Any, db: Any) -> None:
    """Add the column, fill it from the notes that are there, make the index over those that are not empty."""
    for table in TABLES:
        # Added in place: nothing is rebuilt (RELIABILITY.md findings B and C).
        db.execute_sql(
            f'ALTER TABLE "{table}" ADD COLUMN'
            f' "notes_text" TEXT NOT NULL DEFAULT \'\' CHECK (length("notes_text") BETWEEN 0 AND {_LIMIT})'
        )
        noted = db.execute_sql(f"SELECT id, notes FROM \"{table}\" WHERE notes <> ''").fetchall()
        for row, notes in noted:
            db.execute_sql(f'UPDATE "{table}" SET notes_text = ? WHERE id = ?', (folded(notes)[:_LIMIT], row))
        # Most have none: the index is over a view, so that these cost it nothing.
        db.execute_sql(
            f"CREATE VIEW {table}_notes AS SELECT id, notes_text AS search_text FROM {table} WHERE notes_text <> ''"
        )
        db.execute_sql(
            f"CREATE VIRTUAL TABLE {table}_notes_grams USING fts5("
            f"search_text, content='{table}_notes', content_rowid='id', tokenize='trigram')"
        )
        db.execute_sql(f"INSERT INTO {table}_notes_grams ({table}_notes_grams) VALUES ('rebuild')")


def folded(text: str) -> str:
    """What crm.rules.folding.fold gave when this was written."""
    while True:
        plain = unicodedata.normalize("NFKD", text.casefold())
        plain = "".join(sign for sign in plain if unicodedata.category(sign) not in ("Mn", "Cf", "Cs"))
        plain = unicodedata.normalize("NFKC", plain.casefold()).translate(_LETTERS)
        if plain == text:
            return " ".join(_DOUBLE_A.sub("a", plain).split())
        text = plain
