"""What is proposed for an activity of a kind (DOMAIN.md 6.3); whoever knows better says so."""

_SERVICES = {
    "course": "courses_workshops",
    "workshop": "courses_workshops",
    "seminar": "courses_workshops",
    "networking": "networking",
    "member_meeting": "networking",
    "matchmaking": "networking",
    "study_trip": "networking",
    "annual_meeting": "cluster_development",
    "board_meeting": "cluster_development",
    "fair_delegation": "internationalisation",
    "conference": "marketing_profiling",
}


def service_of(type: str) -> str:
    """The service group that an activity of this type most often belongs to; "" where nothing is likely.

    >>> service_of("course"), service_of("other")
    ('courses_workshops', '')
    """
    return _SERVICES.get(type, "")
