"""What the sample cluster has of activities beside those of its years: templates, one that is planned, one cancelled.

The activities that come every year stand in resources/demo/programme.toml (crm.demo.programme).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from crm.demo import days
from crm.demo.bulk import Batch, folded
from crm.demo.organisations import Place
from crm.records.activity import Activity, ActivityParticipation
from crm.records.activity_template import ActivityTemplate

# A year in the name becomes that of the day when the template is used.
_TEMPLATES: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "Medlemsmøte",
        {
            "activity_name": "Medlemsmøte 2026",
            "type": "member_meeting",
            "service_group": "networking",
            "focus": "1",
            "target_group": "members",
            "start_time": "12:00",
            "minutes": 180,
            "venue": "Polarhav, Tromsø",
            "municipality_code": "5501",
            "notes": "- [ ] Innkalling tre uker før\n- [ ] Lunsj og allergier\n- [ ] Evaluering samme dag",
        },
    ),
    (
        "Kurs, en dag",
        {
            "activity_name": "Kurs: ",
            "type": "course",
            "service_group": "courses_workshops",
            "focus": "3",
            "target_group": "members",
            "start_time": "09:00",
            "minutes": 360,
            "venue": "Kystens hus, Tromsø",
            "municipality_code": "5501",
        },
    ),
    (
        "Webinar",
        {
            "activity_name": "Webinar: ",
            "type": "seminar",
            "service_group": "courses_workshops",
            "target_group": "open",
            "start_time": "09:00",
            "minutes": 60,
            "venue": "Teams",
            "online": 1,
        },
    ),
)


def add(batch: Batch, places: Sequence[Place], areas: Mapping[str, int]) -> None:
    """Take up the templates and the two activities."""
    for position, (name, values) in enumerate(_TEMPLATES, 1):
        told = {field: value for field, value in values.items() if field != "focus"}
        focus = areas.get(values.get("focus", ""))
        batch.add(ActivityTemplate, name=name, focus_area_id=focus, position=position, **told)
    _activity(
        batch,
        areas,
        name="Fagdag: data om havet",
        type="workshop",
        service_group="project_development",
        focus="2",
        status="cancelled",
        start_on=date(2026, 8, 27),
        minutes=300,
        target_group="companies",
        notes="Avlyst: for få påmeldte rett etter ferien. Prøver igjen som nettverkstreff i november.",
    )
    planned = _activity(
        batch,
        areas,
        name="Kickoff og medlemsmøte 2027",
        type="member_meeting",
        service_group="networking",
        focus="1",
        status="planned",
        start_on=date(2027, 1, 28),
        minutes=240,
        target_group="members",
    )
    last = days.TODAY
    for place in [place for place in places if place.told.periods and place.is_member(last)][:14]:
        batch.add(ActivityParticipation, activity_id=planned, organisation_id=place.id, status="registered")


def _activity(batch: Batch, areas: Mapping[str, int], *, focus: str, start_on: date, **values: Any) -> int:
    venue = "Polarhav, Tromsø"
    return batch.add(
        Activity,
        start_on=start_on.isoformat(),
        start_time="09:00",
        venue=venue,
        municipality_code="5501",
        focus_area_id=areas.get(focus),
        year=start_on.year,
        search_text=folded(f"{values['name']} {venue} {values.get('notes', '')}"),
        **values,
    )
