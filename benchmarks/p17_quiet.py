"""P17: whom nobody has spoken with for too long, of all members and of people with an interval."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from time import process_time

from benchmarks import registers, runs
from benchmarks.bar import Result, limit
from benchmarks.sizes import Sizes


def measure(sizes: Sizes) -> list[Result]:
    """The list of those who are too quiet, asked once in a fresh process."""
    path = registers.sample(sizes.scale, sizes.notes)
    told = [runs.child("p17_quiet", "asked", path=path).told for _time in range(sizes.times)]
    names = ("view", "today", "people")
    view, first, people = (sorted(one[name] for one in told)[len(told) // 2] for name in names)
    work = f"no contact for 180 days, {sizes.contacts} contacts and {sizes.notes} interactions (CPU)"
    return [
        limit("P17", f"{work}: the view of the members, its ids and first rows", view, 0.300),
        limit("P17", "the same with the longest silence first, as on Today", first, 0.300)._replace(
            bar="–", holds=None
        ),
        limit("P17", "the same of people with an interval", people, 0.300),
    ]


def asked(path: str) -> dict[str, float]:
    """Seconds of each question."""
    from crm.queries import in_touch
    from crm.queries.organisations import OrganisationsQuery
    from crm.store import opening

    opening.open_register(Path(path), write=False, check=False)
    today = date.today()
    query = OrganisationsQuery(members_on=today, quiet_on=today)
    moments = [process_time()]
    query.rows(query.ids()[:50])
    moments.append(process_time())
    in_touch.organisations(today, limit=20)
    moments.append(process_time())
    in_touch.people(today)
    moments.append(process_time())
    opening.close()
    return dict(zip(("view", "today", "people"), (end - start for start, end in pairwise(moments)), strict=True))
