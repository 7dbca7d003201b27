"""What the register says of one year, or another stretch of time, gathered once; figures and sheets stand on it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TypeVar

from crm.queries.figures import activities, contacts, economy, follow_ups, members, outcomes, projects, running
from crm.queries.figures.activities import Activities
from crm.queries.figures.contacts import Contacts, Gap
from crm.queries.figures.follow_ups import Due
from crm.queries.figures.members import Employed, Organisation, Period
from crm.queries.figures.projects import Project, Projects
from crm.rules import stretches
from crm.rules.stretches import Stretch

Ids = frozenset[int]
_Kept = TypeVar("_Kept")
NOTHING_HELD, NO_PROJECTS = Activities(), Projects()


@dataclass(frozen=True)
class Facts:
    """The facts of a year, or of another stretch of time in its place, in the notation of DOMAIN.md 7; days are ISO
    text, `as_of` the day the report looks from.

    `gaps` are what is missing in the year's interactions, gathered only for the year of the report itself. `billed` are
    the fees of the year as they were invoiced, of whatever network; `numbers` those of companies, in it and before.
    What the register keeps by the year (money, results, surveys, numbers) is there for whole years only: `by_year`.
    """

    stretch: Stretch
    as_of: str
    settings: Mapping[str, str]
    periods: tuple[Period, ...]
    organisations: Mapping[int, Organisation]
    fees: Mapping[int, int]
    contacts: Contacts
    last_contact: Mapping[int, str]
    due: Due
    employed: tuple[Employed, ...]
    activities: Activities = NOTHING_HELD
    projects: Projects = NO_PROJECTS
    contributions: tuple[economy.Given, ...] = ()
    lines: tuple[economy.Line, ...] = ()
    billed: tuple[economy.Fee, ...] = ()
    aid: tuple[economy.Aid, ...] = ()
    results: tuple[outcomes.Result, ...] = ()
    media: tuple[outcomes.Item, ...] = ()
    surveys: tuple[outcomes.Survey, ...] = ()
    relations: tuple[outcomes.Relation, ...] = ()
    numbers: Mapping[int, outcomes.Numbers] = field(default_factory=dict)
    numbers_before: Mapping[int, outcomes.Numbers] = field(default_factory=dict)
    seats: tuple[running.Seat, ...] = ()
    staff_time: tuple[running.Time, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def year(self) -> int:
        """The year, the last one of several."""
        return self.stretch.last.year

    @property
    def by_year(self) -> bool:
        """Whether what is kept by the year is among the facts."""
        return self.stretch.whole

    @cached_property
    def first(self) -> str:
        """D0, the first day of the year."""
        return self.stretch.first.isoformat()

    @cached_property
    def last(self) -> str:
        """D1, the last day of the year."""
        return self.stretch.last.isoformat()

    @cached_property
    def start(self) -> Ids:
        """M(P1): the members on the last day of the year before."""
        return on(self.periods, self.stretch.before.isoformat())

    @cached_property
    def end(self) -> Ids:
        """M(D1): the members on the last day of the year."""
        return on(self.periods, self.last)

    @cached_property
    def joined(self) -> Ids:
        """J: those that became members in the year and were not on the last day of the year before."""
        return frozenset(p.organisation for p in self.periods if p.joined_on >= self.first) - self.start

    @cached_property
    def lost(self) -> Ids:
        """Members at the start or joined in the year, and none on its last day."""
        return (self.start | self.joined) - self.end

    @cached_property
    def companies(self) -> Ids:
        """C(D1): the members that are companies."""
        return frozenset(o for o in self.end if self.organisations[o].helix_sector == "company")

    @cached_property
    def active(self) -> tuple[Project, ...]:
        """PA: the projects that ran in the year."""
        return tuple(project for project in self.projects.all if project.active)

    @cached_property
    def met(self) -> Ids:
        """The organisations of IM: whoever had a personal contact while a member."""
        return frozenset(self.contacts.members)

    @cached_property
    def silent(self) -> Ids:
        """Members on the last day without a personal contact in the twelve months before it (K13)."""
        since = stretches.twelve_months(self.stretch.last).first.isoformat()
        met = self.met if since <= self.first else frozenset[int]()  # of more than a year somebody met may be silent
        return frozenset(o for o in self.end - met if self.last_contact.get(o, "") < since)

    @cached_property
    def period(self) -> Mapping[int, Period]:
        """For each member of the year the period that shows: the one at its end, else the last one."""
        shown = self.end | self.lost
        return {period.organisation: period for period in self.periods if period.organisation in shown}


def on(periods: tuple[Period, ...], day: str) -> Ids:
    """M(d): who was a member on a day."""
    return frozenset(period.organisation for period in periods if period.covers(day))


def gather(
    stretch: Stretch, as_of: str, settings: Mapping[str, str], *, with_gaps: bool = True, every_contact: bool = True
) -> Facts:
    """Ask the register for the facts of a year or another stretch; `as_of` is the day (ISO) days are counted from.

    Without `every_contact` only which members were met is known, and when last: nothing of how often and with whom.
    """
    first, last = stretch.first.isoformat(), stretch.last.isoformat()
    periods = tuple(members.periods(last))
    end = on(periods, last)
    met = (contacts.with_members if every_contact else contacts.days_of_members)(first, last, as_of)
    years = stretch.years if stretch.whole else ()
    return Facts(
        stretch=stretch,
        as_of=as_of,
        settings=settings,
        periods=periods,
        organisations=members.organisations({period.organisation for period in periods}),
        fees=members.fees(stretch.last.year),
        contacts=met,
        last_contact=_last_contact(end, met, min(as_of, last)),
        due=follow_ups.due(first, last, as_of),
        employed=tuple(members.employed(last)),
        activities=activities.held(first, last, as_of),
        projects=projects.projects(first, last),
        contributions=_of_each(years, economy.contributions),
        lines=_of_each(years, economy.lines),
        billed=_of_each(years, economy.fees),
        aid=tuple(economy.aid(last)),
        results=_of_each(years, outcomes.results),
        media=tuple(outcomes.media(first, last)),
        surveys=_of_each(years, outcomes.surveys),
        relations=tuple(outcomes.relations(last)),
        numbers=outcomes.numbers(stretch.last.year) if years else {},
        numbers_before=outcomes.numbers(stretch.first.year - 1) if years else {},
        seats=tuple(running.seats(last)),
        staff_time=tuple(running.staff_time(first, last)),
        gaps=tuple(contacts.gaps(first, last, as_of)) if with_gaps else (),
    )


def _of_each(years: Sequence[int], ask: Callable[[int], Iterable[_Kept]]) -> tuple[_Kept, ...]:
    return tuple(chain.from_iterable(map(ask, years)))


def _last_contact(end: Ids, met: Contacts, until: str) -> dict[int, str]:
    """The last day up to `until` each member was met; the register is asked only for those the year does not show."""
    found = {organisation: times.last_on for organisation, times in met.members.items() if times.last_on is not None}
    return contacts.last_days(end - found.keys(), until) | found
