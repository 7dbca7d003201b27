"""Whom the records of a list have to do with: SQL for pairs of a record and a person, or an organisation."""

from crm.queries.on_a_day import WORKS

_CAME = "FROM activity_participation WHERE status = 'attended'"
_PEOPLE = {
    "person": "SELECT id AS record, id AS who FROM person",
    "interaction": "SELECT interaction_id AS record, person_id AS who FROM interaction_participant",
    "activity": f"SELECT activity_id AS record, person_id AS who {_CAME}",
    "task": "SELECT id AS record, person_id AS who FROM task",
}
_ORGANISATIONS = {
    "organisation": "SELECT id AS record, id AS who FROM organisation",
    "person": f"SELECT p.person_id AS record, p.organisation_id AS who FROM position AS p WHERE {WORKS}",
    "interaction": "SELECT interaction_id AS record, organisation_id AS who FROM interaction_participant",
    "activity": f"SELECT activity_id AS record, organisation_id AS who {_CAME}",
    "task": "SELECT id AS record, organisation_id AS who FROM task",
    "project": "SELECT project_id AS record, organisation_id AS who FROM project_participant",
    "contribution": "SELECT id AS record, organisation_id AS who FROM contribution",
    "membership_fee": "SELECT f.id AS record, m.organisation_id AS who FROM membership_fee AS f"
    " JOIN membership AS m ON m.id = f.membership_id",
}
PAIRS = {"people": _PEOPLE, "organisations": _ORGANISATIONS}
"""By measure and kind of record; `who` may be NULL, `:day` is the day whose employers are asked for."""
MEASURES = {measure: tuple(pairs) for measure, pairs in PAIRS.items()}
"""Of which kinds of records different people, and different organisations, can be counted."""
TABLES = {"people": "person", "organisations": "organisation"}
"""The table that `who` points into."""
