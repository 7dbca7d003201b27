"""Goals (mål) from the vision down, and what shows how far they are reached (DOMAIN.md 1.1 no. 6, 6.1)."""

from peewee import ForeignKeyField, IntegerField

from crm.i18n import _
from crm.records.base import Record
from crm.records.fields import Code, Flag, Text, Year, check
from crm.records.focus_area import FocusArea
from crm.rules import folding


class Goal(Record):
    """One goal: vision, main, sub or result, below its `parent`. A vision is never measured by indicators."""

    parent_id: int | None
    focus_area_id: int | None
    level = Code("goal_level", required=True, only=("vision", "main", "sub", "result"), default="main")
    text_nb = Text(1000, required=True)
    text_en = Text(1000)
    parent = ForeignKeyField("self", null=True, backref="children")
    focus_area = ForeignKeyField(FocusArea, null=True, backref="goals")
    position = IntegerField(default=0)  # the order among its siblings
    from_year = Year(null=True)
    to_year = Year(null=True)
    notes = Text(20_000)
    archived = Flag()
    search_text = Text(100_000)

    class Meta:
        constraints = (
            check("parent_id IS NULL OR parent_id <> id"),
            check("from_year IS NULL OR to_year IS NULL OR to_year >= from_year"),
        )

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.id is not None and self.parent_id == self.id:
            found["parent"] = _("A goal cannot stand below itself.")
        if self.from_year is not None and self.to_year is not None and self.to_year < self.from_year:
            found["to_year"] = _("It cannot end before it began.")
        return found

    def derive(self) -> None:
        self.search_text = folding.fold(f"{self.text_nb} {self.text_en} {self.notes}")[: Goal.search_text.limit]


class Indicator(Record):
    """What shows how far a goal is reached: a figure of the report (`figure_key`, such as K01) or, where that is empty,
    values kept by hand.

    All values are whole hundredths of `unit` (the code list indicator_unit), so that kroner are øre: 61.1 % is 6110,
    36 members 3600. `direction` says whether more or less is better.
    """

    goal_id: int | None
    goal = ForeignKeyField(Goal, null=True, backref="indicators")
    code = Text(20)
    name_nb = Text(300, required=True)
    name_en = Text(300)
    figure_key = Text(20)
    unit = Code("indicator_unit", required=True, default="count")
    direction = Code("indicator_direction", required=True, only=("up", "down"), default="up")
    baseline = IntegerField(null=True)
    baseline_year = Year(null=True)
    target = IntegerField(null=True)
    target_year = Year(null=True)
    position = IntegerField(default=0)
    archived = Flag()


class IndicatorValue(Record):
    """What an indicator was in a year, in hundredths of its unit; for one that follows a figure it takes its place."""

    indicator_id: int
    indicator = ForeignKeyField(Indicator, backref="values", index=False)
    year = Year()
    value = IntegerField()
    note = Text(2000)

    class Meta:
        indexes = ((("indicator", "year"), True),)
