"""What records are called, for lists that only mention them: "Ada Berg", "Ada Berg – Nordlys AS", a subject."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from crm.i18n import language
from crm.queries import plain
from crm.rules import code_lists, dates, fee_levels
from crm.store import journal, tables
from crm.store.database import rows

_PERSON = "trim(person.first_name || ' ' || person.last_name)"
_NAMES = {
    "person": f"SELECT person.id, {_PERSON} FROM person",
    "organisation": "SELECT organisation.id, name FROM organisation",
    "position": f"SELECT position.id, {_PERSON} || ' – ' || organisation.name FROM position"
    " JOIN person ON person.id = person_id JOIN organisation ON organisation.id = organisation_id",
    "contact_point": f"SELECT contact_point.id, value || ' – ' || coalesce({_PERSON}, organisation.name)"
    " FROM contact_point LEFT JOIN person ON person.id = person_id"
    " LEFT JOIN organisation ON organisation.id = organisation_id",
    "membership": "SELECT membership.id, name FROM membership JOIN organisation ON organisation.id = organisation_id",
    "membership_fee": "SELECT membership_fee.id, name || ' ' || year FROM membership_fee"
    " JOIN membership ON membership.id = membership_id JOIN organisation ON organisation.id = organisation_id",
    "interaction": "SELECT interaction.id, subject FROM interaction",
    "interaction_participant": "SELECT interaction_participant.id, subject || ' – '"
    f" || coalesce({_PERSON}, organisation.name) FROM interaction_participant"
    " JOIN interaction ON interaction.id = interaction_id LEFT JOIN person ON person.id = person_id"
    " LEFT JOIN organisation ON organisation.id = organisation_id",
    "task": "SELECT task.id, title FROM task",
    "project": "SELECT project.id, title FROM project",
    "project_participant": "SELECT project_participant.id, title || ' – ' || name FROM project_participant"
    " JOIN project ON project.id = project_id JOIN organisation ON organisation.id = organisation_id",
    "activity": "SELECT activity.id, name FROM activity",
    "activity_participation": "SELECT activity_participation.id, activity.name || ' – '"
    f" || coalesce({_PERSON}, organisation.name) FROM activity_participation"
    " JOIN activity ON activity.id = activity_id LEFT JOIN person ON person.id = person_id"
    " LEFT JOIN organisation ON organisation.id = organisation_id",
    "attachment": "SELECT attachment.id, name FROM attachment",
    "log_template": "SELECT log_template.id, name FROM log_template",
    "fee_level": "SELECT fee_level.id, network || char(31) || category || char(31) || size_class || char(31)"
    " || coalesce(employees_from, '') || char(31) || coalesce(employees_to, '') || char(31) || amount FROM fee_level",
    "organisation_year": "SELECT organisation_year.id, name || ' ' || year FROM organisation_year"
    " JOIN organisation ON organisation.id = organisation_id",
    "year_rate": "SELECT year_rate.id, year FROM year_rate",
    "alias": f"SELECT alias.id, value || ' – ' || {_PERSON} FROM alias JOIN person ON person.id = person_id",
    "activity_template": "SELECT activity_template.id, name FROM activity_template",
    "contribution": "SELECT contribution.id, name || ' ' || year FROM contribution"
    " JOIN organisation ON organisation.id = organisation_id",
    "staff_time": "SELECT staff_time.id, name || char(31) || worked_on FROM staff_time"
    " JOIN staff ON staff.id = staff_id",
    "goal": "SELECT goal.id, text_nb || char(31) || text_en FROM goal",
    "indicator": "SELECT indicator.id, name_nb || char(31) || name_en FROM indicator",
    "indicator_value": "SELECT indicator_value.id, name_nb || char(31) || name_en || char(31) || year"
    " FROM indicator_value JOIN indicator ON indicator.id = indicator_id",
    "finance_line": "SELECT finance_line.id, name || char(31) || kind || char(31) || category || char(31) || year"
    " FROM finance_line",
    "result": "SELECT result.id, title FROM result",
    "result_organisation": "SELECT result_organisation.id, title || ' – ' || name FROM result_organisation"
    " JOIN result ON result.id = result_id JOIN organisation ON organisation.id = organisation_id",
    "media_item": "SELECT media_item.id, title FROM media_item",
    "survey": "SELECT survey.id, name FROM survey",
    "governance_body": "SELECT governance_body.id, name FROM governance_body",
    "governance_member": "SELECT governance_member.id, governance_body.name || ' – '"
    f" || coalesce({_PERSON}, organisation.name) FROM governance_member"
    " JOIN governance_body ON governance_body.id = body_id LEFT JOIN person ON person.id = person_id"
    " LEFT JOIN organisation ON organisation.id = organisation_id",
    "external_relation": "SELECT external_relation.id, organisation.name FROM external_relation"
    " JOIN organisation ON organisation.id = organisation_id",
    "aid_record": "SELECT aid_record.id, name || char(31) || granted_on FROM aid_record"
    " JOIN organisation ON organisation.id = organisation_id",
    "cluster_label": "SELECT cluster_label.id, trim(scheme || ' ' || level) FROM cluster_label",
    "code_term": "SELECT code_term.id, label_nb FROM code_term",
    "renamed_term": "SELECT renamed_term.id, term FROM renamed_term",
    "own_field": "SELECT own_field.id, name FROM own_field",
    "own_choice": "SELECT own_choice.id, name FROM own_choice",
    "own_value": "SELECT own_value.id, own_field.name || ': ' || coalesce(nullif(text, ''), own_choice.name, day,"
    " number / 100.0) FROM own_value JOIN own_field ON own_field.id = own_value.own_field_id"
    " LEFT JOIN own_choice ON own_choice.id = own_choice_id",
    "saved_view": "SELECT saved_view.id, name FROM saved_view",
    "own_figure": "SELECT own_figure.id, key || ' ' || name_nb FROM own_figure",
    "figure_wording": "SELECT figure_wording.id, key FROM figure_wording",
    "figure_comment": "SELECT figure_comment.id, key || ' ' || year FROM figure_comment",
    "tag": "SELECT tag.id, name FROM tag",
    "staff": "SELECT staff.id, name FROM staff",
    "focus_area": "SELECT focus_area.id, name_nb || char(31) || name_en || char(31) || code FROM focus_area",
    "setting": "SELECT setting.id, key FROM setting",
}
# What the parts of such a name, told apart by a sign that nobody writes, read like together.
_WORDED: dict[str, Callable[..., str]] = {
    "fee_level": lambda network, category, size, low, high, amount: fee_levels.name(
        network, category, size, int(low) if low else None, int(high) if high else None, int(amount)
    ),
    "goal": lambda nb, en: _spoken(nb, en),
    "indicator": lambda nb, en: _spoken(nb, en),
    "indicator_value": lambda nb, en, year: f"{_spoken(nb, en)} {year}",
    "focus_area": lambda nb, en, code: f"{code} {_spoken(nb, en)}",
    "staff_time": lambda name, day: f"{name} {dates.show(date.fromisoformat(day))}",
    "aid_record": lambda name, day: f"{name} {dates.show(date.fromisoformat(day))}",
    "finance_line": lambda name, kind, category, year: (
        f"{name or code_lists.label(f'finance_{kind}', category)} {year}"
    ),
}
# Where a removed record says what it was called.
_OWN = ("name", "subject", "title", "value", "last_name", "name_nb", "text_nb", "label_nb", "key")


def names(table: str, ids: Sequence[int]) -> dict[int, str]:
    """The names of these records; one that was removed has that of its last image, one without any is left out."""
    if table not in _NAMES:
        return {}
    asked = f"{_NAMES[table]} WHERE {table}.id IN (SELECT value FROM json_each(?))"
    found: dict[int, str] = dict(plain.by_ids(asked, ids))
    if table in _WORDED:
        found = {row: _WORDED[table](*name.split("\x1f")) for row, name in found.items()}
    for row in ids:
        if row not in found and (name := _last(table, row)):
            found[row] = name
    return found


def _spoken(nb: str, en: str) -> str:
    """What has a name in both languages, in the present one; in bokmål where it has none in English."""
    return en if en and language() == "en" else nb


def projects() -> list[tuple[int, str]]:
    """The projects that can be chosen, as (id, title) in the order of their titles."""
    return rows("SELECT id, title FROM project WHERE archived = 0 ORDER BY sort_key, id")


def activities(*, of: Sequence[int] = ()) -> list[tuple[int, str]]:
    """The activities that can be chosen, as (id, name and day), the newest first; only those of some ids where told."""
    wanted = "archived = 0" if not of else "id IN (SELECT value FROM json_each(?))"
    return [
        (row, f"{name} · {dates.show(date.fromisoformat(day))}")
        for row, name, day in rows(
            f"SELECT id, name, start_on FROM activity WHERE {wanted} ORDER BY start_on DESC, id DESC",
            (plain.array(of),) if of else (),
        )
    ]


def inside(table: str, id: int) -> int | None:
    """The activity or the interaction that a part in it (`table`) belongs to; None where that is gone."""
    whole = {"activity_participation": "activity_id", "interaction_participant": "interaction_id"}[table]
    found = rows(f'SELECT {whole} FROM "{table}" WHERE id = ?', (id,))
    return int(found[0][0]) if found else None


def exists(table: str, id: int) -> bool:
    """Whether a record is there, archived or not; an unknown table has none."""
    return table in tables.names() and bool(rows(f'SELECT 1 FROM "{table}" WHERE id = ?', (id,)))


def existing(table: str, ids: Sequence[int]) -> list[int]:
    """Those of the records that are there, archived or not, in their order and once each."""
    asked = f'SELECT id FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))'
    found = {row for (row,) in rows(asked, (plain.array(ids),))}
    return [row for row in dict.fromkeys(ids) if row in found]


def step(step: int) -> str:
    """What a step is called, in the present language; "" for one that is not there."""
    found = rows("SELECT label, args FROM step WHERE id = ?", (step,))
    return journal.readable(found[0][0], json.loads(found[0][1])) if found else ""


def _last(table: str, row: int) -> str:
    images = rows(
        "SELECT step.schema, change.before FROM change JOIN step ON step.id = change.step"
        ' WHERE "table" = ? AND "row" = ? AND change.before IS NOT NULL ORDER BY change.id DESC LIMIT 1',
        (table, row),
    )
    return in_image(table, tables.decode(table, *images[0]) if images else None)


def in_image(table: str, image: Mapping[str, Any] | None) -> str:
    """What a record is called that is gone, by an image of it; "" for a kind that has no names."""
    if not image or table not in _NAMES:
        return ""
    if image.get("first_name"):
        return f"{image['first_name']} {image['last_name']}".strip()
    return next((str(image[name]) for name in _OWN if image.get(name)), "")
