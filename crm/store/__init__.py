"""The database file, its journal and its search index: everything that knows SQLite lives here."""
