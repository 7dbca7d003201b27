"""What a certificate of attendance says: whose, for which organisation, at what, when and how long."""

from datetime import date
from typing import NamedTuple

from crm.queries import activities, settings
from crm.rules import code_lists


class Attended(NamedTuple):
    """Somebody who came, with the organisation of that day; `speaks` for who held a talk or a lesson."""

    person_id: int
    person: str
    organisation: str
    speaks: bool


class Certificates(NamedTuple):
    """Everything that is on the certificates of one activity; `minutes` is 0 where nobody knows how long it took."""

    cluster: str
    activity: str
    type: str
    start_on: date
    end_on: date | None
    minutes: int
    place: str
    attended: list[Attended]


def of(activity: int) -> Certificates:
    """The certificates of all who attended, by name. CrmError if the activity is gone."""
    one = activities.detail(activity)
    there = [
        Attended(who.person_id, who.person, who.organisation, who.role == "speaker")
        for who in one.attendees
        if who.person_id is not None and who.status == "attended"
    ]
    return Certificates(
        settings.get("cluster_name"),
        one.name,
        code_lists.label("activity_type", one.type),
        one.start_on,
        one.end_on,
        one.minutes or 0,
        one.venue,
        there,
    )
