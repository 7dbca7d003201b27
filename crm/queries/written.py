"""What is found by its own words, newest first: meetings, tasks, projects, activities, goals, report data, files."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from crm.i18n import language
from crm.queries import named, plain, snippet
from crm.records.attachment import OWNERS
from crm.rules import code_lists, dates
from crm.store import search


class Hit(NamedTuple):
    """One finding.

    `kind` is person, organisation, attachment, tag or one of KINDS; `snippet` is the text round the match. A file is
    opened where it lies: at its `owner`, a kind and an id.
    """

    kind: str
    id: int
    title: str
    subtitle: str
    snippet: str
    owner: tuple[str, int] | None = None


# Each gives the id, the title, what stands under it, the text in which the words may stand, and about where in it:
# where the word stands in the folded text tells about where it stands in the text itself. Last come the texts that are
# looked through when it is not there.
_SQL = {
    "interaction": """
        SELECT interaction.id, subject, held_on, notes,
               instr(search_text, ?) - length(subject) - length(place) - 2, place
        FROM json_each(?) AS wanted CROSS JOIN interaction ON interaction.id = wanted.value WHERE archived = 0""",
    "task": """
        SELECT task.id, title, due_on, notes, instr(search_text, ?) - length(title) - 1, ''
        FROM json_each(?) AS wanted CROSS JOIN task ON task.id = wanted.value WHERE archived = 0""",
    "project": """
        SELECT project.id, title, stage, public_summary || ' ' || project.notes,
               instr(project.search_text, ?) - length(title) - length(funder_programme) - 2, funder_programme,
               coalesce(organisation.name, '')
        FROM json_each(?) AS wanted CROSS JOIN project ON project.id = wanted.value
        LEFT JOIN organisation ON organisation.id = lead_id WHERE project.archived = 0""",
    "activity": """
        SELECT activity.id, name, start_on, notes,
               instr(search_text, ?) - length(name) - length(venue) - 2, venue, activity.type
        FROM json_each(?) AS wanted CROSS JOIN activity ON activity.id = wanted.value WHERE archived = 0""",
    "contribution": """
        SELECT contribution.id, organisation.name || ' ' || year, kind, contribution.notes,
               instr(contribution.search_text, ?) - length(document_ref) - 1, document_ref
        FROM json_each(?) AS wanted CROSS JOIN contribution ON contribution.id = wanted.value
        JOIN organisation ON organisation.id = organisation_id WHERE contribution.archived = 0""",
    "result": """
        SELECT result.id, title, result.type, notes,
               instr(search_text, ?) - length(title) - length(evidence) - 2, evidence, year
        FROM json_each(?) AS wanted CROSS JOIN result ON result.id = wanted.value WHERE archived = 0""",
    "media_item": """
        SELECT media_item.id, title, published_on, notes,
               instr(search_text, ?) - length(title) - length(outlet) - 2, outlet, channel
        FROM json_each(?) AS wanted CROSS JOIN media_item ON media_item.id = wanted.value WHERE archived = 0""",
    "survey": """
        SELECT survey.id, name, year, notes, instr(search_text, ?) - length(name) - length(question_set) - 2,
               question_set
        FROM json_each(?) AS wanted CROSS JOIN survey ON survey.id = wanted.value WHERE archived = 0""",
    "governance_body": """
        SELECT governance_body.id, name, kind, notes, instr(search_text, ?) - length(name) - 1, ''
        FROM json_each(?) AS wanted CROSS JOIN governance_body ON governance_body.id = wanted.value
        WHERE archived = 0""",
    "external_relation": """
        SELECT relation.id, organisation.name, kind, relation.notes,
               instr(relation.search_text, ?) - length(relation.name) - 1, relation.name
        FROM json_each(?) AS wanted CROSS JOIN external_relation AS relation ON relation.id = wanted.value
        JOIN organisation ON organisation.id = organisation_id WHERE relation.archived = 0""",
    "goal": """
        SELECT goal.id, text_nb, level, notes, instr(search_text, ?) - length(text_nb) - length(text_en) - 2,
               '', text_en
        FROM json_each(?) AS wanted CROSS JOIN goal ON goal.id = wanted.value WHERE archived = 0""",
}
_CODES = {
    "project": "project_stage",
    "contribution": "contribution_kind",
    "goal": "goal_level",
    "result": "result_type",
    "governance_body": "governance_kind",
    "external_relation": "relation_kind",
}
# The code list of what stands beside the day.
_BESIDE = {"activity": "activity_type", "media_item": "media_channel"}
KINDS = tuple(_SQL)


def hits(kind: str, words: list[str], limit: int) -> list[Hit]:
    """At most `limit` records of a kind that hold all the folded words; archived ones are left out."""
    # Some of the newest may be archived.
    ids = search.newest(kind, " ".join(words), limit * 2)
    longest = max(words, key=len)
    found = {line[0]: line for line in plain.by_ids(_SQL[kind], ids, [longest])}
    return [_hit(kind, found[row], longest, words) for row in [row for row in ids if row in found][:limit]]


def _hit(kind: str, line: Any, longest: str, words: list[str]) -> Hit:
    row, title, under, text, near, other, *more = line
    shown = snippet.around(text, longest, near=max(0, near))
    if not shown:
        rest = (snippet.around(told, word) for told in (other, text[: snippet.NEAR]) for word in words)
        shown = next(filter(None, rest), "")
    if kind == "goal":  # in the language of who reads; what is left stands under the title
        title, more = (more[0] if language() == "en" and more[0] else title), []
    return Hit(kind, row, title, _under(kind, under, more), shown)


def _under(kind: str, under: Any, more: Sequence[Any]) -> str:
    if kind in _CODES:
        return " · ".join(filter(None, (code_lists.label(_CODES[kind], under), *map(str, more))))
    if kind == "survey":
        return str(under)
    day = dates.show(date.fromisoformat(under))
    return " · ".join((day, code_lists.label(_BESIDE[kind], more[0]))) if kind in _BESIDE else day


_FILES = f"""
    SELECT attachment.id, attachment.name, {", ".join(f"{owner}_id" for owner in OWNERS)}
    FROM json_each(?) AS wanted CROSS JOIN attachment ON attachment.id = wanted.value WHERE archived = 0"""


def files(words: list[str], limit: int) -> list[Hit]:
    """At most `limit` files whose names hold all the folded words, each with the record it belongs to."""
    ids = search.newest("attachment", " ".join(words), limit * 2)
    found = {line[0]: line for line in plain.by_ids(_FILES, ids)}
    return [_file(found[row]) for row in [row for row in ids if row in found][:limit]]


def _file(line: Sequence[Any]) -> Hit:
    row, name, *owners = line
    kind, id = next((kind, id) for kind, id in zip(OWNERS, owners, strict=True) if id is not None)
    return Hit("attachment", row, name, named.names(kind, [id]).get(id, ""), "", (kind, id))
