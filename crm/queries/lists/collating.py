"""The program's own folding and alphabet, made known to the database connection that asks."""

from functools import lru_cache

from crm.rules import folding
from crm.store.database import database, value


@lru_cache(maxsize=20_000)
def _sort_key(text: str) -> str:
    return folding.sort_key(text)


def ready() -> None:
    """Let this thread's connection know `folded` and `norwegian`; a connection is told once."""
    if not value("SELECT 1 FROM pragma_function_list WHERE name = 'norwegian'"):
        connection = database.connection()
        connection.create_function("folded", 1, folding.fold, deterministic=True)
        connection.create_function("norwegian", 1, _sort_key, deterministic=True)
