"""Rules that only the database can keep at all times, as triggers.

They stand here and not in a migration because a rebuilt table silently loses its triggers (RELIABILITY.md C):
`crm.store.triggers` compares and rewrites them together with the journal's.
"""

_OVERLAP = (
    'CREATE TRIGGER "guard_membership_overlap_{verb}" BEFORE {event} ON "membership" '
    "WHEN EXISTS (SELECT 1 FROM membership AS other WHERE other.organisation_id = NEW.organisation_id "
    "AND other.network = NEW.network AND other.id IS NOT {own} "
    "AND other.joined_on <= coalesce(NEW.left_on, '9999-12-31') "
    "AND NEW.joined_on <= coalesce(other.left_on, '9999-12-31')) "
    "BEGIN SELECT RAISE(ABORT, 'membership periods overlap'); END"
)


def expected_triggers() -> dict[str, str]:
    """The guarding triggers: {name: SQL}."""
    return {
        # Undo writes a row with INSERT ... ON CONFLICT DO UPDATE, which asks this one too: a row never meets itself.
        "guard_membership_overlap_insert": _OVERLAP.format(verb="insert", event="INSERT", own="NEW.id"),
        "guard_membership_overlap_update": _OVERLAP.format(verb="update", event="UPDATE", own="OLD.id"),
    }
