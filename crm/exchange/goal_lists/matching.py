"""What the lines of a list of goals become in the register: what is new, and what changes of what is there."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from crm.commands.goal_lists import GoalLine, Ref
from crm.commands.goals import Kept
from crm.exchange.fact_lists.reading import Line
from crm.exchange.goal_lists.columns import ASKED, GOAL, INDICATOR
from crm.exchange.goal_lists.reading import Figure, Read
from crm.i18n import _, quoted
from crm.queries import focus_areas, goals
from crm.queries.goals import GoalRow, IndicatorRow
from crm.records import kinds
from crm.rules import code_lists, numbers
from crm.rules import goals as rules
from crm.rules.folding import loose

_BY_KEY = {one.key: one for one in ASKED}


class _Wrong(ValueError):
    """A line cannot be kept; says why in a sentence."""


class _Place(NamedTuple):
    """A goal as found: where it is or is to be, its row where the register has it, what it stands below."""

    ref: Ref
    row: GoalRow | None
    parent: Ref | None


def lines(read: Sequence[Read], figures: Sequence[Figure]) -> list[Line]:
    """Each line as it would be kept, in the order of the list; `values` hold its GoalLine as "line"."""
    return _Matching(read, figures).lines()


class _Matching:
    """A goal is known by its level, its words and what it stands below; an indicator by its goal and its name."""

    def __init__(self, read: Sequence[Read], figures: Sequence[Figure]) -> None:
        self.read = read
        self.figures = {one.key: one for one in figures}
        self.rows = goals.tree("nb", archived=True)
        self.by_id = {row.id: row for row in self.rows}
        self.areas = {one.id: one.name for one in focus_areas.all("nb", archived=True)}
        self.places: dict[int, _Place | None] = {}
        self.new: dict[tuple[str, str, tuple[int | None, int] | None], int] = {}
        self.listed: dict[int, list[IndicatorRow]] = {}
        self.measured: set[tuple[int | None, int, str]] = set()

    def lines(self) -> list[Line]:
        levels = [self._level(at, set()) for at in range(len(self.read))]
        found: dict[int, Line] = {}
        # What a goal stands below is found before it, wherever it stands in the list
        for at in sorted(range(len(self.read)), key=lambda at: (rules.LEVELS.index(levels[at]), at)):
            found[at] = self._line(at, levels)
        return [found[at] for at in sorted(found)]

    def _level(self, at: int, seen: set[int]) -> str:
        """What the line says; else that of the register, or the next one below what it stands below."""
        one = self.read[at]
        if one.level:
            return one.level
        known = [row.level for row in self.rows if loose(row.text_nb) == loose(one.text)]
        if len(known) == 1:
            return known[0]
        above = next(iter(self._named(one.below or "", at)), None)
        upper = self._level(above, seen | {at}) if above is not None and above not in seen | {at} else None
        if upper is None and one.below:
            upper = next((row.level for row in self.rows if loose(row.text_nb) == loose(one.below)), None)
        return "main" if upper is None else rules.LEVELS[min(rules.LEVELS.index(upper) + 1, len(rules.LEVELS) - 1)]

    def _named(self, text: str, at: int) -> list[int]:
        """The places of the lines whose goal has these words, those before `at` first, from the nearest on."""
        same = [place for place, one in enumerate(self.read) if text and loose(one.text) == loose(text)]
        return sorted(same, key=lambda place: (place > at, abs(place - at)))

    def _line(self, at: int, levels: Sequence[str]) -> Line:
        one = self.read[at]
        try:
            if one.problems:
                raise _Wrong(" ".join(one.problems))
            place = self._place(at, levels)
            made, told = self._becomes(one, levels[at], place)
            self.places[at] = place
        except _Wrong as wrong:
            return Line(one.number, one.texts, {}, str(wrong))
        there = place.row is not None and not (made.changes or made.measured or made.kept)
        return Line(one.number, one.texts, {"line": made}, there=there, note=told)

    def _place(self, at: int, levels: Sequence[str]) -> _Place:
        one, level = self.read[at], levels[at]
        if not one.text:
            raise _Wrong(_("{field} is missing.").format(field=_("Goal")))
        same = [row for row in self.rows if row.level == level and loose(row.text_nb) == loose(one.text)]
        if not one.below and one.above is None:
            # Nothing is said of what it stands below
            same = [row for row in same if row.parent_id is None] or same
            if len(same) > 1:
                raise _Wrong(_("{value} could be several in the register.").format(value=quoted(one.text)))
            parent = Ref(same[0].parent_id) if same and same[0].parent_id is not None else None
        else:
            parent = self._parent(at, levels)
            above = parent.id if parent is not None else None
            same = [row for row in same if row.parent_id == above and (parent is None or above is not None)]
        if same:
            return _Place(Ref(same[0].id, text=one.text), same[0], parent)
        key = level, loose(one.text), parent and parent[:2]
        return _Place(Ref(None, self.new.setdefault(key, at), one.text), None, parent)

    def _parent(self, at: int, levels: Sequence[str]) -> Ref | None:
        one, level = self.read[at], levels[at]
        if one.above is not None:
            place = one.above
        else:
            assert one.below is not None
            higher = [place for place in self._named(one.below, at) if rules.may_stand_below(level, levels[place])]
            if not higher:
                return self._registered(one.below, level)
            place = higher[0]
        found = self.places.get(place)
        if found is None:
            above = self.read[place]
            raise _Wrong(_("Row {row}, which it stands below, is not understood.").format(row=above.number))
        return found.ref

    def _registered(self, text: str, level: str) -> Ref:
        same = [row for row in self.rows if loose(row.text_nb) == loose(text)]
        higher = [row for row in same if rules.may_stand_below(level, row.level)]
        if same and not higher:
            raise _Wrong(_("A goal of this level cannot stand there: choose one of a higher level."))
        if len(higher) != 1:
            words = _("{value} could be several in the register.") if higher else _("{value} is not in the register.")
            raise _Wrong(words.format(value=quoted(text)))
        return Ref(higher[0].id, text=text)

    def _becomes(self, one: Read, level: str, place: _Place) -> tuple[GoalLine, str]:
        """What is kept, and what is to be said of it."""
        told = {key: one.values[key] for key in GOAL if key in one.values}
        notes: list[str] = []
        changes: Mapping[str, Any] = {}
        if place.row is None:
            _check("goal", {"level": level, "text_nb": one.text, **told})
        else:
            changes = self._changed(told, place.row, notes)
        measured, indicator, kept = self._measured(one, level, place, notes)
        new = {"level": level, "text_nb": one.text, **told}
        made = GoalLine(place.ref, place.parent, new, changes, measured, indicator, kept)
        return made, ", ".join(notes)

    def _measured(
        self, one: Read, level: str, place: _Place, notes: list[str]
    ) -> tuple[Mapping[str, Any], int | None, Mapping[int, Kept]]:
        said = {key: one.values[key] for key in ("name_nb", *INDICATOR) if key in one.values}
        if not said and not one.kept:
            return {}, None, {}
        told, figure = said, self.figures.get(said.get("figure_key", ""))
        if figure is not None:
            told = {"name_nb": figure.name_nb, "name_en": figure.name_en, **said, "unit": figure.unit}
        if not told.get("name_nb"):
            raise _Wrong(_("{field} is missing.").format(field=_("Indicator")))
        if level == "vision":
            raise _Wrong(_("A vision is not measured. Put the indicator on a goal below it."))
        known = self._known(told, place)
        if known is not None:
            changed = self._changed({key: told[key] for key in INDICATOR if key in said}, known, notes)
            return changed, known.id, _kept(one, known, notes)
        if (same := (*place.ref[:2], loose(told["name_nb"]))) in self.measured:
            raise _Wrong(_("{value} stands twice in the list.").format(value=quoted(told["name_nb"])))
        self.measured.add(same)
        if "unit" not in told:
            told["unit"] = _unit(one.texts)
        _check("indicator", told)
        if place.row is not None:
            notes.append(_("a new indicator of a goal that is there"))
        return told, None, _kept(one, None, notes)

    def _known(self, told: Mapping[str, Any], place: _Place) -> IndicatorRow | None:
        if place.row is None:
            return None
        if place.row.id not in self.listed:
            self.listed[place.row.id] = goals.indicators("nb", goal=place.row.id)
        names = [one for one in self.listed[place.row.id] if loose(one.name_nb) == loose(told["name_nb"])]
        return next(iter(names), None)

    def _changed(self, told: Mapping[str, Any], row: Any, notes: list[str]) -> dict[str, Any]:
        """What is told and is not so in the register; what an empty cell says nothing of stays as it is."""
        found = {}
        for key, value in told.items():
            before = getattr(row, f"{key}_id" if key == "focus_area" else key)
            if value != before:
                found[key] = value
                notes.append(self._change(key, before, value))
        return found

    def _change(self, key: str, before: Any, after: Any) -> str:
        asked = _BY_KEY[key]
        shown: Mapping[str, Callable[[Any], str]] = {
            "value": numbers.show_hundredths,
            "year": str,
            "code": lambda value: code_lists.label(asked.codes, value),
            "focus_area": lambda value: self.areas.get(value, ""),
            "yes": lambda value: _("Yes") if value else _("No"),
            "figure": str,
        }
        title = _(asked.titles[0])
        if asked.kind not in shown:
            return title
        was, now = (("–" if one in (None, "") else shown[asked.kind](one)) for one in (before, after))
        return f"{title}: {was} → {now}"


def _kept(one: Read, known: IndicatorRow | None, notes: list[str]) -> dict[int, Kept]:
    found = {}
    for year, (value, note) in one.kept.items():
        before = known.kept.get(year) if known is not None else None
        now = Kept(before.value if value is None and before else value, note or (before.note if before else ""))
        if now.value is None:
            raise _Wrong(f"{year}: {_('Say the value as well as the remark.')}")
        if before is None or (before.value, before.note) != tuple(now):
            found[year] = now
            if known is not None:
                was = numbers.show_hundredths(before.value) if before is not None else "–"
                notes.append(f"{year}: {was} → {numbers.show_hundredths(now.value)}")
    return found


def _unit(texts: Mapping[str, str]) -> str:
    """The unit that the values are written with, where there is no column for it."""
    said = " ".join(texts.get(key, "") for key in ("baseline", "target")).casefold()
    return "percent" if "%" in said else "kroner" if "kr" in said or "nok" in said else "count"


def _check(table: str, values: Mapping[str, Any]) -> None:
    wrong = kinds.BY_TABLE[table](**values).problems()
    if wrong:
        raise _Wrong(" ".join(dict.fromkeys(wrong.values())))
