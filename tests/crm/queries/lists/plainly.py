"""The conditions of lists once more, over rows read plainly and compared in Python: nothing of the program's SQL."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from crm.queries.lists import fields
from crm.queries.lists.conditions import All, Compare, Condition, NoneOf, Related
from crm.rules.folding import fold
from crm.store.database import database

Row = dict[str, Any]
PERSONAL = {"meeting_in_person", "meeting_video", "phone", "site_visit"}


class Plain:
    """All rows of the register, and what is known of them."""

    def __init__(self, today: date) -> None:
        self.today, self.day = today, today.isoformat()
        self.tables: dict[str, list[Row]] = {}

    def all(self, table: str) -> list[Row]:
        """The rows of a table."""
        if table not in self.tables:
            asked = database.execute_sql(f'SELECT * FROM "{table}"')
            names = [column[0] for column in asked.description]
            self.tables[table] = [dict(zip(names, line, strict=True)) for line in asked.fetchall()]
        return self.tables[table]

    def row(self, table: str, id: int | None) -> Row | None:
        """The row of an id."""
        return next((row for row in self.all(table) if row["id"] == id), None)

    def fits(self, about: str, row: Row, asked: Condition) -> bool:
        """Whether a row fulfils a condition."""
        if isinstance(asked, Compare):
            return self.compares(about, row, asked)
        if isinstance(asked, Related):
            target, ids = RELATED[about, asked.relation](self, row)
            found = {
                other["id"]
                for other in self.all(target)
                if other["id"] in set(ids) and not other.get("archived") and self.fits(target, other, asked.where)
            }
            return {"none": not found, "at_least": len(found) >= asked.number}.get(
                asked.how, len(found) <= asked.number
            )
        answers = [self.fits(about, row, one) for one in asked.conditions if not empty(one)]
        if not answers:
            return True
        return all(answers) if isinstance(asked, All) else any(answers) != isinstance(asked, NoneOf)

    def value(self, about: str, row: Row, field: fields.Field) -> Any:
        """What stands in a field: of the row itself, of one's own, or worked out here."""
        if field.own:
            return self.own(about, row, field)
        if (about, field.key) in DERIVED:
            return DERIVED[about, field.key](self, row)
        assert field.column, (about, field.key)
        return row[field.column]

    def own(self, about: str, row: Row, field: fields.Field) -> Any:
        """What stands in a field of one's own."""
        for value in self.all("own_value"):
            if value["own_field_id"] == field.own and value[f"{about}_id"] == row["id"]:
                kept = {"text": value["text"], "link": value["text"], "date": value["day"], "number": value["number"]}
                choice, flag = str(value["own_choice_id"]), value["number"] == 100
                return {**kept, "choice": choice, "yes_no": flag}[field.kind]
        return "" if field.kind in ("text", "link", "choice") else None

    def compares(self, about: str, row: Row, asked: Compare) -> bool:
        """Whether a field of the row compares so."""
        field = fields.get(about, asked.field)
        value, op, with_ = self.value(about, row, field), asked.op, asked.value
        if op in ("empty", "filled"):
            return (value in (None, "", ())) == (op == "empty")
        if field.kind in ("text", "link"):
            there, sought = fold(value), fold(with_)
            return {
                "is": there == sought, "is_not": there != sought, "contains": sought in there,
                "contains_not": sought not in there, "begins": there.startswith(sought),
            }[op]  # fmt: skip
        if field.kind == "date":
            return self.dated(date.fromisoformat(value) if value else None, op, with_)
        if field.kind == "many":
            listed = with_ if isinstance(with_, tuple) else (with_,)
            return bool(set(listed) & set(value)) == (op in ("is", "any_of"))
        if op in ("any_of", "none_of"):
            return (value in with_) == (op == "any_of")
        if op in ("is", "is_not"):
            return (value == with_ and value is not None) == (op == "is")
        if value is None:
            return False
        if op == "between":
            return with_[0] <= value <= with_[1]
        return {"less": value < with_, "at_most": value <= with_, "more": value > with_, "at_least": value >= with_}[op]

    def dated(self, day: date | None, op: str, with_: Any) -> bool:
        """Whether a day compares so."""
        if day is None:
            return op in ("is_not", "not_for")
        if op == "between":
            return with_[0] <= day <= with_[1]
        if op == "in_year":
            return day.year == with_
        if op in ("this", "last", "next"):
            return period(with_, day) == period(with_, self.today) + {"last": -1, "this": 0, "next": 1}[op]
        if isinstance(with_, int):
            ago = (self.today - day).days
            return {
                "last_days": 0 <= ago < with_, "ago": ago >= with_, "not_for": ago >= with_,
                "next_days": 0 <= -ago <= with_,
            }[op]  # fmt: skip
        return {
            "is": day == with_, "is_not": day != with_, "before": day < with_, "after": day > with_,
            "from": day >= with_, "until": day <= with_,
        }[op]  # fmt: skip


def empty(asked: Condition) -> bool:
    """Whether a condition asks for nothing."""
    return not isinstance(asked, Compare | Related) and all(empty(one) for one in asked.conditions)


def period(name: str, day: date) -> int:
    """The number of the week, month, quarter or year of a day, counted from the beginning of time."""
    if name == "week":
        return (day - timedelta(days=day.weekday())).toordinal() // 7
    return {"year": day.year, "quarter": day.year * 4 + (day.month - 1) // 3, "month": day.year * 12 + day.month}[name]


def _met(plain: Plain, column: str, id: int, *, personal: bool, status: str = "done") -> list[Row]:
    ids = {part["interaction_id"] for part in plain.all("interaction_participant") if part[column] == id}
    return [
        one
        for one in plain.all("interaction")
        if one["id"] in ids and one["status"] == status and (not personal or one["type"] in PERSONAL)
    ]


def _last(plain: Plain, column: str, id: int) -> str | None:
    days = [one["held_on"] for one in _met(plain, column, id, personal=False) if not one["archived"]]
    return max(days, default=None)


def _works(plain: Plain, **of: int) -> list[Row]:
    found = [
        one
        for one in plain.all("position")
        if all(one[column] == id for column, id in of.items())
        and (one["from_on"] or "") <= plain.day <= (one["to_on"] or "9999")
    ]
    return sorted(found, key=lambda one: (-one["is_primary"], _back(one["from_on"]), one["id"]))


def _back(day: str | None) -> int:
    return -date.fromisoformat(day).toordinal() if day else 0


def _member(plain: Plain, id: int | None) -> bool:
    return any(
        one["network"] == "main"
        and one["category"] != "observer"
        and one["joined_on"] <= plain.day <= (one["left_on"] or "9999")
        for one in plain.all("membership")
        if one["organisation_id"] == id
    )


def _open(plain: Plain, column: str, id: int) -> list[int]:
    return [
        one["id"] for one in plain.all("task") if one[column] == id and one["status"] == "open" and not one["archived"]
    ]


def _tags(owner: str) -> Callable[[Plain, Row], tuple[str, ...]]:
    return lambda plain, row: tuple(
        str(one["tag_id"]) for one in plain.all("tagging") if one[f"{owner}_id"] == row["id"]
    )


def _employer(plain: Plain, row: Row) -> int | None:
    return next((one["organisation_id"] for one in _works(plain, person_id=row["id"])), None)


def _attended(plain: Plain, column: str, id: int) -> list[int]:
    return [
        part["activity_id"]
        for part in plain.all("activity_participation")
        if part[column] == id and part["status"] == "attended"
    ]


DERIVED: dict[tuple[str, str], Callable[[Plain, Row], Any]] = {
    ("organisation", "is_member"): lambda plain, row: _member(plain, row["id"]),
    ("organisation", "last_contact"): lambda plain, row: _last(plain, "organisation_id", row["id"]),
    ("organisation", "open_tasks"): lambda plain, row: len(_open(plain, "organisation_id", row["id"])),
    ("organisation", "people"): lambda plain, row: len(
        {
            one["person_id"]
            for one in _works(plain, organisation_id=row["id"])
            if not (plain.row("person", one["person_id"]) or {})["archived"]
        }
    ),
    ("organisation", "tags"): _tags("organisation"),
    ("person", "name"): lambda plain, row: f"{row['first_name']} {row['last_name']}".strip(),
    ("person", "organisation"): _employer,
    ("person", "city"): lambda plain, row: (plain.row("organisation", _employer(plain, row)) or {"city": ""})["city"],
    ("person", "last_contact"): lambda plain, row: _last(plain, "person_id", row["id"]),
    ("person", "open_tasks"): lambda plain, row: len(_open(plain, "person_id", row["id"])),
    ("person", "at_member"): lambda plain, row: any(
        _member(plain, one["organisation_id"]) for one in _works(plain, person_id=row["id"])
    ),
    ("person", "tags"): _tags("person"),
    ("interaction", "spoken"): lambda plain, row: row["status"] == "done" and row["type"] in PERSONAL,
    ("interaction", "people_count"): lambda plain, row: sum(
        part["interaction_id"] == row["id"] and part["person_id"] is not None
        for part in plain.all("interaction_participant")
    ),
    ("task", "overdue"): lambda plain, row: row["status"] == "open" and row["due_on"] < plain.day,
    ("task", "tags"): _tags("task"),
    ("activity", "came"): lambda plain, row: (
        row["headcount_extra"]
        + sum(
            part["activity_id"] == row["id"] and part["status"] == "attended" and part["person_id"] is not None
            for part in plain.all("activity_participation")
        )
    ),
    ("project", "is_open"): lambda plain, row: row["stage"] in ("idea", "application", "granted", "running"),
    ("membership_fee", "organisation"): lambda plain, row: (plain.row("membership", row["membership_id"]) or {})[
        "organisation_id"
    ],
}
"""What is derived, worked out here; other derived fields are left to tests of their own."""

Found = tuple[str, list[int]]
RELATED: dict[tuple[str, str], Callable[[Plain, Row], Found]] = {
    ("organisation", "meetings"): lambda plain, row: (
        "interaction",
        [one["id"] for one in _met(plain, "organisation_id", row["id"], personal=True)],
    ),
    ("organisation", "open_tasks"): lambda plain, row: ("task", _open(plain, "organisation_id", row["id"])),
    ("organisation", "people"): lambda plain, row: (
        "person",
        [one["person_id"] for one in _works(plain, organisation_id=row["id"])],
    ),
    ("organisation", "contributions"): lambda plain, row: (
        "contribution",
        [one["id"] for one in plain.all("contribution") if one["organisation_id"] == row["id"]],
    ),
    ("organisation", "memberships"): lambda plain, row: (
        "membership",
        [one["id"] for one in plain.all("membership") if one["organisation_id"] == row["id"]],
    ),
    ("person", "meetings"): lambda plain, row: (
        "interaction",
        [one["id"] for one in _met(plain, "person_id", row["id"], personal=True)],
    ),
    ("person", "activities"): lambda plain, row: ("activity", _attended(plain, "person_id", row["id"])),
    ("person", "organisations"): lambda plain, row: (
        "organisation",
        [one["organisation_id"] for one in _works(plain, person_id=row["id"])],
    ),
    ("person", "positions"): lambda plain, row: (
        "position",
        [one["id"] for one in plain.all("position") if one["person_id"] == row["id"]],
    ),
    ("interaction", "organisations"): lambda plain, row: (
        "organisation",
        [one["organisation_id"] for one in plain.all("interaction_participant") if one["interaction_id"] == row["id"]],
    ),
    ("task", "organisation"): lambda plain, row: ("organisation", [row["organisation_id"]]),
    ("activity", "people"): lambda plain, row: (
        "person",
        [
            one["person_id"]
            for one in plain.all("activity_participation")
            if one["activity_id"] == row["id"] and one["status"] == "attended"
        ],
    ),
    ("contribution", "project"): lambda plain, row: ("project", [row["project_id"]]),
}
