"""What the register says of one year, gathered once; every figure and every sheet is derived from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from crm.queries.figures import activities, contacts, economy, follow_ups, members, outcomes, projects, running
from crm.queries.figures.activities import Activities
from crm.queries.figures.contacts import Contacts, Gap
from crm.queries.figures.follow_ups import Due
from crm.queries.figures.members import Employed, Organisation, Period
from crm.queries.figures.projects import Project, Projects

Ids = frozenset[int]
NOTHING_HELD, NO_PROJECTS = Activities(), Projects()


@dataclass(frozen=True)
class Facts:
    """The facts of a year in the notation of DOMAIN.md 7; days are ISO text, `as_of` the day the report looks from.

    `gaps` are what is missing in the year's interactions, gathered only for the year of the report itself. `billed` are
    the fees of the year as they were invoiced, of whatever network; `numbers` those of companies, in it and before.
    """

    year: int
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
    def first(self) -> str:
        """D0, the first day of the year."""
        return f"{self.year}-01-01"

    @property
    def last(self) -> str:
        """D1, the last day of the year."""
        return f"{self.year}-12-31"

    @cached_property
    def start(self) -> Ids:
        """M(P1): the members on the last day of the year before."""
        return on(self.periods, f"{self.year - 1}-12-31")

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
        return frozenset(o for o in self.end - self.met if self.last_contact.get(o, "") < self.first)

    @cached_property
    def period(self) -> Mapping[int, Period]:
        """For each member of the year the period that shows: the one at its end, else the last one."""
        shown = self.end | self.lost
        return {period.organisation: period for period in self.periods if period.organisation in shown}


def on(periods: tuple[Period, ...], day: str) -> Ids:
    """M(d): who was a member on a day."""
    return frozenset(period.organisation for period in periods if period.covers(day))


def gather(year: int, as_of: str, settings: Mapping[str, str], *, with_gaps: bool = True) -> Facts:
    """Ask the register for the facts of a year; `as_of` is the day in ISO form from which days are counted."""
    first, last = f"{year}-01-01", f"{year}-12-31"
    periods = tuple(members.periods(last))
    end = on(periods, last)
    met = contacts.with_members(year, as_of)
    return Facts(
        year=year,
        as_of=as_of,
        settings=settings,
        periods=periods,
        organisations=members.organisations({period.organisation for period in periods}),
        fees=members.fees(year),
        contacts=met,
        last_contact=_last_contact(end, met, min(as_of, last)),
        due=follow_ups.due(year, as_of),
        employed=tuple(members.employed(last)),
        activities=activities.held(first, last, as_of),
        projects=projects.projects(first, last),
        contributions=tuple(economy.contributions(year)),
        lines=tuple(economy.lines(year)),
        billed=tuple(economy.fees(year)),
        aid=tuple(economy.aid(last)),
        results=tuple(outcomes.results(year)),
        media=tuple(outcomes.media(first, last)),
        surveys=tuple(outcomes.surveys(year)),
        relations=tuple(outcomes.relations(last)),
        numbers=outcomes.numbers(year),
        numbers_before=outcomes.numbers(year - 1),
        seats=tuple(running.seats(last)),
        staff_time=tuple(running.staff_time(first, last)),
        gaps=tuple(contacts.gaps(year, as_of)) if with_gaps else (),
    )


def _last_contact(end: Ids, met: Contacts, until: str) -> dict[int, str]:
    """The last day up to `until` each member was met; the register is asked only for those the year does not show."""
    found = {organisation: times.last_on for organisation, times in met.members.items() if times.last_on is not None}
    return contacts.last_days(end - found.keys(), until) | found
