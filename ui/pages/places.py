"""Where one can go: the pages, their names and icons, and how much waits on each."""

import importlib
import sys
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, cast

from crm.i18n import N_, _
from ui.kit.sidebar import Item

if TYPE_CHECKING:
    from ui.pages.desk import Desk, Page


class Place(NamedTuple):
    """A page: where it is written, what it is called (English), its icon, the records at home there."""

    key: str
    text: str
    icon: str
    page: str
    table: str = ""


PLACES = (
    Place("today", N_("Today"), "today", "TodayPage"),
    Place("members", N_("Members"), "members", "MembersPage", "organisation"),
    Place("fees", N_("Fees"), "money", "FeesPage", "membership_fee"),
    Place("contributions", N_("Contributions"), "clock", "ContributionsPage", "contribution"),
    Place("contacts", N_("Contacts"), "contacts", "ContactsPage", "person"),
    Place("interactions", N_("Interactions"), "interactions", "InteractionsPage", "interaction"),
    Place("followups", N_("Follow-ups"), "followups", "FollowUpsPage", "task"),
    Place("activities", N_("Activities"), "activities", "ActivitiesPage", "activity"),
    Place("projects", N_("Projects"), "projects", "ProjectsPage", "project"),
    Place("goals", N_("Goals"), "goals", "GoalsPage", "goal"),
    Place("report_data", N_("Report data"), "columns", "ReportDataPage"),
    Place("reports", N_("Reports"), "reports", "ReportsPage"),
    Place("imports", N_("Imports"), "imports", "ImportsPage", "import_batch"),
    Place("settings", N_("Settings"), "settings", "SettingsPage"),
)
FIRST = "today"
WELCOME = Place("welcome", N_("Welcome"), "today", "WelcomePage")
BY_KEY = {place.key: place for place in PLACES}
AHEAD = ("contacts", "members")
"""The pages that are made before somebody asks for them; those that hold most and are asked for most."""
FACTS = (
    *("organisation_year", "finance_line", "result", "media_item", "survey", "governance_body", "governance_member"),
    *("external_relation", "staff_time", "aid_record", "cluster_label"),
)
"""The records that share the page of report data."""
_HOME = {place.table: place.key for place in PLACES if place.table} | dict.fromkeys(FACTS, "report_data")


def exists(key: str) -> bool:
    """Whether there is such a page."""
    return key in BY_KEY


def has_home(table: str) -> bool:
    """Whether records of a table are shown on a page."""
    return table in _HOME


def home(table: str) -> str:
    """The page where records of a table are shown."""
    return _HOME[table]


def icon(table: str) -> str:
    """The icon of the page where records of a table are shown."""
    return BY_KEY[home(table)].icon


def part(table: str) -> dict[str, str]:
    """What a page that several kinds of records share is told besides the id, to show one of them."""
    return {"kind": table} if table in FACTS else {}


def table(key: str) -> str:
    """The records at home on a page, "" for none."""
    return BY_KEY[key].table if key in BY_KEY else ""


def name(key: str) -> str:
    """What a page is called."""
    return _(BY_KEY[key].text)


def make(key: str, desk: "Desk") -> "Page":
    """A page, made when it is first needed: its module is not even read before."""
    place = BY_KEY.get(key, WELCOME)
    made = getattr(importlib.import_module(f"ui.pages.{key}"), place.page)
    return cast("Page", made(desk))


def read(key: str) -> None:
    """Read the module of a page."""
    importlib.import_module(f"ui.pages.{key}")


def is_read(key: str) -> bool:
    """Whether the module of a page has been read."""
    return f"ui.pages.{key}" in sys.modules


def items() -> list[Item]:
    """The pages as the sidebar lists them, in the present language, still without counts."""
    return [Item(place.key, _(place.text), place.icon) for place in PLACES]


def is_there(table: str, id: int) -> bool:
    """Whether a record exists, archived or not."""
    from crm.queries import named

    return named.exists(table, id)


def called(table: str, id: int) -> str:
    """What a record is called."""
    from crm.queries import named

    return named.names(table, [id]).get(id, "")


def cluster_name() -> str:
    """What the cluster of the open register is called."""
    from crm.queries import settings

    return settings.get("cluster_name")


def drafts() -> int:
    """How many meetings were begun and not logged yet."""
    from crm.queries import drafts

    return len(drafts.waiting())


def numbers(today: date, touched: Collection[str] | None = None) -> dict[str, int]:
    """How much waits on each page: follow-ups due, members, contacts, ...; with `touched` as `counts.sidebar` says."""
    from crm.queries import counts

    return counts.sidebar(today, touched)
