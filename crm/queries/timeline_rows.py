"""What the entries of a timeline say: one reader a part, each for many rows at a time."""

import json
from collections.abc import Sequence
from datetime import date

from crm.i18n import N_, _, ngettext
from crm.queries import plain, timeline_changes, timeline_facts, timeline_parts
from crm.queries.timeline_entry import Entry, Read, joined
from crm.rules import code_lists, dates, numbers

_NAME = "trim(p.first_name || ' ' || p.last_name)"


def _interactions(kind: str, owner: int, ids: Sequence[int]) -> dict[int, Entry]:
    """A person's entry names the employer it counts for, a project's the organisations."""
    people = (
        f"SELECT group_concat({_NAME}, ', ') FROM interaction_participant AS ip"
        " JOIN person AS p ON p.id = ip.person_id WHERE ip.interaction_id = i.id"
    )
    whose = "ip.person_id = ?1 AND" if kind == "person" else "?1 IS NOT NULL AND"
    names = (
        "SELECT group_concat(name, ', ') FROM (SELECT DISTINCT o.name FROM interaction_participant AS ip"
        f" JOIN organisation AS o ON o.id = ip.organisation_id WHERE {whose} ip.interaction_id = i.id)"
    )
    sql = (
        f"SELECT i.id, i.type, i.held_on, i.start_time, i.subject, i.notes, i.status, ({people}), ({names})"
        " FROM interaction AS i WHERE i.id IN (SELECT value FROM json_each(?2))"
    )
    return {
        row: Entry(
            "interaction", row, type_, date.fromisoformat(day), time, subject,
            joined(
                code_lists.label("interaction_type", type_),
                code_lists.label("interaction_status", status) if status != "done" else "",
                organisations if kind != "organisation" else "",
                present,
            ),
            notes,
        )
        for row, type_, day, time, subject, notes, status, present, organisations in plain.by_ids(sql, ids, [owner])
    }  # fmt: skip


def _tasks(_kind: str, _owner: int, ids: Sequence[int]) -> dict[int, Entry]:
    found = {}
    for row, title, due, status, done, notes, who in plain.by_ids(
        "SELECT t.id, t.title, t.due_on, t.status, t.done_on, t.notes, staff.name FROM task AS t"
        " LEFT JOIN staff ON staff.id = t.responsible_id WHERE t.id IN (SELECT value FROM json_each(?))",
        ids,
    ):
        day = date.fromisoformat(done or due)
        meta = joined(
            code_lists.label("task_status", status),
            "" if status == "done" else _("due {day}").format(day=dates.show(day)),
            who,
        )
        found[row] = Entry("task", row, status, day, "", title, meta, notes)
    return found


def _positions(column: str, words: str) -> Read:
    def read(kind: str, _owner: int, ids: Sequence[int]) -> dict[int, Entry]:
        found = {}
        for row, title, day, organisation, person, place, who in plain.by_ids(
            f"SELECT x.id, x.title, x.{column}, o.name, {_NAME}, o.id, p.id FROM position AS x"
            " JOIN organisation AS o ON o.id = x.organisation_id JOIN person AS p ON p.id = x.person_id"
            f" WHERE x.{column} IS NOT NULL AND x.id IN (SELECT value FROM json_each(?))",
            ids,
        ):
            name, other = (organisation, ("organisation", place)) if kind == "person" else (person, ("person", who))
            found[row] = Entry(
                "position", row, "", date.fromisoformat(day), "", _(words).format(name=name), title, "", other=other
            )  # fmt: skip
        return found

    return read


def _joins(_kind: str, _owner: int, ids: Sequence[int]) -> dict[int, Entry]:
    found = plain.by_ids(
        "SELECT id, category, joined_on, notes, network, EXISTS (SELECT 1 FROM membership AS before WHERE"
        " before.organisation_id = m.organisation_id AND before.network = m.network"
        " AND before.left_on = date(m.joined_on, '-1 day'))"
        " FROM membership AS m WHERE id IN (SELECT value FROM json_each(?))",
        ids,
    )

    def words(network: str, goes_on: bool) -> str:
        if goes_on:
            return _("Changed category")
        return _("Became a member") if network == "main" else _("Joined {network}").format(network=network)

    return {
        row: Entry(
            "membership", row, "joined", date.fromisoformat(day), "", words(network, bool(goes_on)),
            code_lists.label("membership_category", category), notes,
        )
        for row, category, day, notes, network, goes_on in found
    }  # fmt: skip


def _leaves(_kind: str, _owner: int, ids: Sequence[int]) -> dict[int, Entry]:
    found = plain.by_ids(
        "SELECT id, leave_reason, left_on, network, category, EXISTS (SELECT 1 FROM membership AS after WHERE"
        " after.organisation_id = m.organisation_id AND after.network = m.network"
        " AND after.joined_on = date(m.left_on, '+1 day'))"
        " FROM membership AS m WHERE left_on IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
        ids,
    )

    def words(network: str, category: str, goes_on: bool) -> str:
        if goes_on:
            label = code_lists.label("membership_category", category)
            return _("Last day as {category}").format(category=label[:1].lower() + label[1:])
        return _("Last day as a member") if network == "main" else _("Left {network}").format(network=network)

    return {
        row: Entry(
            "membership", row, "left", date.fromisoformat(day), "", words(network, category, bool(goes_on)),
            code_lists.label("leave_reason", reason), "",
        )
        for row, reason, day, network, category, goes_on in found
    }  # fmt: skip


def _activities(kind: str, owner: int, ids: Sequence[int]) -> dict[int, Entry]:
    """Of a person how they took part, of an organisation who did for it, of a project how many there were."""
    mine = "ap.person_id = ?1" if kind == "person" else "ap.organisation_id = ?1" if kind == "organisation" else "?1"
    sql = f"""
        SELECT a.id, a.type, a.status, a.start_on, a.start_time, a.name, a.notes, a.venue,
               (SELECT json_group_array(json_array(coalesce({_NAME}, ''), ap.role, ap.status))
                FROM activity_participation AS ap LEFT JOIN person AS p ON p.id = ap.person_id
                WHERE ap.activity_id = a.id AND {mine})
        FROM activity AS a WHERE a.id IN (SELECT value FROM json_each(?2))"""
    found = {}
    for row, type_, status, day, time, name, notes, venue, told in plain.by_ids(sql, ids, [owner]):
        took = json.loads(told)
        meta = joined(
            code_lists.label("activity_type", type_),
            code_lists.label("activity_status", status) if status != "held" else "",
            _presence(kind, took),
            venue,
        )
        found[row] = Entry("activity", row, type_, date.fromisoformat(day), time, name, meta, notes)
    return found


def _presence(kind: str, took: list[list[str]]) -> str:
    def how(role: str, status: str) -> str:
        """What somebody was there as; of who was not there that alone counts."""
        told = ("participation_role", role) if role != "participant" and status == "attended" else None
        return code_lists.label(*(told or ("participation_status", status)))

    if kind == "person":
        return ", ".join(how(role, status) for _name, role, status in took)
    if kind == "organisation":
        # Who came stands for it; where nobody did, those who said that they would
        for wanted in ("attended", "registered", "no_show", "cancelled"):
            names = [name for name, _role, status in took if status == wanted]
            if names:
                label = "" if wanted == "attended" else code_lists.label("participation_status", wanted)
                return ": ".join(filter(None, (label, ", ".join(filter(None, names)))))
        return ""
    there = sum(status == "attended" for _name, _role, status in took)
    return ngettext("{count} took part", "{count} took part", there).format(count=numbers.show_int(there))


def _contributions(kind: str, _owner: int, ids: Sequence[int]) -> dict[int, Entry]:
    """Of an organisation what it gave and for what, of a project who gave."""
    found = {}
    for row, type_, year, day, minutes, amount, approved, name, project, notes in plain.by_ids(
        "SELECT c.id, c.kind, c.year, coalesce(c.given_on, c.year || '-12-31'), c.minutes, c.amount, c.approved,"
        " o.name, coalesce(p.title, a.name, ''), c.notes FROM contribution AS c JOIN organisation AS o"
        " ON o.id = c.organisation_id LEFT JOIN project AS p ON p.id = c.project_id"
        " LEFT JOIN activity AS a ON a.id = c.activity_id WHERE c.id IN (SELECT value FROM json_each(?))",
        ids,
    ):
        hours = _("{hours} hours").format(hours=numbers.show_hours(minutes)) if minutes is not None else ""
        title = _("Own contribution {year}: {what}").format(
            year=year, what=hours or f"{code_lists.label('contribution_kind', type_)} {numbers.show_money(amount)}"
        )
        meta = joined(name if kind == "project" else project, "" if approved else _("not approved yet"))
        found[row] = Entry("contribution", row, type_, date.fromisoformat(day), "", title, meta, notes)
    return found


def _results(_kind: str, _owner: int, ids: Sequence[int]) -> dict[int, Entry]:
    """What came of the work, and the cluster's part in it."""
    found = {}
    for row, type_, day, title, attribution, evidence in plain.by_ids(
        "SELECT id, type, coalesce(happened_on, year || '-12-31'), title, attribution, evidence FROM result"
        " WHERE id IN (SELECT value FROM json_each(?))",
        ids,
    ):
        part = _("The cluster's part: {part}").format(part=code_lists.label("result_attribution", attribution))
        meta = joined(code_lists.label("result_type", type_), part)
        found[row] = Entry("result", row, type_, date.fromisoformat(day), "", title, meta, evidence)
    return found


def _seats(column: str, words: str) -> Read:
    def read(kind: str, _owner: int, ids: Sequence[int]) -> dict[int, Entry]:
        found = {}
        for row, day, body, role, person, organisation in plain.by_ids(
            f"SELECT s.id, s.{column}, b.name, s.role, coalesce(trim(p.first_name || ' ' || p.last_name), ''),"
            " coalesce(o.name, '') FROM governance_member AS s JOIN governance_body AS b ON b.id = s.body_id"
            " LEFT JOIN person AS p ON p.id = s.person_id LEFT JOIN organisation AS o ON o.id = s.organisation_id"
            f" WHERE s.{column} IS NOT NULL AND s.id IN (SELECT value FROM json_each(?))",
            ids,
        ):
            who = organisation if kind == "person" else person
            meta = joined(code_lists.label("governance_role", role), who)
            title = _(words).format(name=body)
            found[row] = Entry("governance_member", row, column, date.fromisoformat(day), "", title, meta, "")
        return found

    return read


def _files(kind: str, _owner: int, ids: Sequence[int]) -> dict[int, Entry]:
    """A file of a meeting or an activity says of which."""
    found = {}
    for row, name, size, day, time, where in plain.by_ids(
        f"SELECT f.id, f.name, f.size, {timeline_parts.day('f.added_at')}, {timeline_parts.time('f.added_at')},"
        " coalesce(i.subject, a.name, '') FROM attachment AS f LEFT JOIN interaction AS i ON i.id = f.interaction_id"
        " LEFT JOIN activity AS a ON a.id = f.activity_id WHERE f.id IN (SELECT value FROM json_each(?))",
        ids,
    ):
        meta = joined(_("File"), numbers.show_bytes(size), where)
        found[row] = Entry("attachment", row, "", date.fromisoformat(day), time[:5], name, meta, "")
    return found


def _milestones(column: str, words: str) -> Read:
    def read(kind: str, _owner: int, ids: Sequence[int]) -> dict[int, Entry]:
        found = {}
        for row, title, day, stage, type_ in plain.by_ids(
            f"SELECT id, title, {column}, stage, type FROM project"
            f" WHERE {column} IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
            ids,
        ):
            told = title if kind != "project" else ""
            meta = joined(told, code_lists.label("project_type", type_), code_lists.label("project_stage", stage))
            found[row] = Entry("project", row, column, date.fromisoformat(day), "", _(words), meta, "")
        return found

    return read


READ: dict[int, Read] = {
    timeline_parts.INTERACTION: _interactions,
    timeline_parts.TASK: _tasks,
    timeline_parts.BEGAN: _positions("from_on", N_("{name} began")),
    timeline_parts.ENDED: _positions("to_on", N_("{name} ended")),
    timeline_parts.JOINED: _joins,
    timeline_parts.LEFT: _leaves,
    timeline_parts.ACTIVITY: _activities,
    timeline_parts.FILE: _files,
    timeline_parts.IMPORT: timeline_changes.imports,
    timeline_parts.CHANGE: timeline_changes.steps,
    timeline_parts.APPLIED: _milestones("applied_on", N_("Application sent")),
    timeline_parts.DECIDED: _milestones("decided_on", N_("Application decided")),
    timeline_parts.STARTED: _milestones("start_on", N_("Project start")),
    timeline_parts.FINISHED: _milestones("end_on", N_("Project end")),
    timeline_parts.GAVE: _contributions,
    timeline_parts.CAME_OF: _results,
    timeline_parts.SEATED: _seats("from_on", N_("Joined «{name}»")),
    timeline_parts.ROSE: _seats("to_on", N_("Left «{name}»")),
    timeline_parts.FIGURES: timeline_facts.figures,
    timeline_parts.RELATED: timeline_facts.relations("from_on", timeline_facts.BEGAN),
    timeline_parts.PARTED: timeline_facts.relations("to_on", timeline_facts.ENDED),
    timeline_parts.AIDED: timeline_facts.aid,
    timeline_parts.WORKED: timeline_facts.hours,
}
"""How the entries of each part are read."""
