"""The sample cluster: invented, in the shape of the first user (DOMAIN.md section 0), the same on every machine.

36 members on 31.12.2026, 22 of them companies; 180 people with positions now and then; four years of interactions,
the last one done on 20.11.2026. What everybody is called stands as data in resources/demo.
"""

from pathlib import Path

from crm.commands import cluster, fees, settings, staff, upkeep
from crm.demo import contributions, data, goals, meetings, organisations, people, programme, projects, rates, yearly
from crm.demo.bulk import Batch
from crm.i18n import _
from crm.progress import Progress, silent
from crm.store import journal, opening
from crm.store.database import rows

# In one copy of the cluster.
MEMBERS, PEOPLE, INTERACTIONS = 36, 180, 600
_COPIES_A_BATCH = 20


def write(path: Path, *, scale: int = 1, interactions: int | None = None, progress: Progress = silent) -> None:
    """Make a new register at `path` with the sample cluster in it, as one step of the journal, and close it again.

    `scale` copies of the cluster, each with names of its own, so that shares and averages stay what they are;
    `interactions` in all where another number than 600 a copy is wanted. A register that is open in this process is
    closed. Raises CrmError where the file exists or cannot be made, Cancelled when stopped; no file is left then.
    """
    if scale < 1:
        raise ValueError("at least one copy")
    opening.create(path)
    signed = journal.author.staff
    try:
        with journal.step(journal.SAMPLE):
            _fill(scale, INTERACTIONS * scale if interactions is None else interactions, progress)
        # As the window does it a minute after it was opened (ui/safekeeping.py)
        while upkeep.tidy():
            pass
        opening.close()
    except BaseException:  # Ctrl+C on the command line too: half a cluster must not pass for a whole one
        opening.close()
        path.unlink(missing_ok=True)
        raise
    finally:
        journal.author.staff = signed


def _fill(scale: int, interactions: int, progress: Progress) -> None:
    who = data.staff()
    cluster.begin(
        "Polarhav bioklynge", org_number="315000017", municipality_code="5501", staff_name=who[0].name, language="nb"
    )
    for member in who[1:]:
        staff.add(member.name, email=member.email)
    settings.put(programme_level="Arena", contract_start="2023-01-01", contract_end="2027-12-31")
    _price_list()
    areas = dict(rows("SELECT code, id FROM focus_area"))
    members = [member for (member,) in rows("SELECT id FROM staff ORDER BY id")]
    for first in range(0, scale, _COPIES_A_BATCH):
        progress(first, scale, _("Writing the sample cluster"))
        batch = Batch()
        for copy in range(first, min(scale, first + _COPIES_A_BATCH)):
            places = organisations.add(batch, copy)
            people.add(batch, copy, places)
            count = interactions * (copy + 1) // scale - interactions * copy // scale
            meetings.add(batch, copy, places, count, areas=areas, staff=members)
            made = programme.add(batch, copy, places, areas=areas)
            contributions.add(batch, copy, places, areas=areas, projects=made)
            yearly.add(batch, copy, places, areas=areas, staff=members)
            if copy == 0:
                projects.add_more(batch, places, areas=areas)
                projects.link(batch)
        batch.write()
    rates.add()
    goals.write(areas)
    progress(scale, scale, _("Making the search index"))


def _price_list() -> None:
    """What a membership costs, by category and number of employees."""
    for category, low, high, kroner, hours in (
        ("full", None, 9, 10_000, 10),
        ("full", 10, 49, 20_000, 20),
        ("full", 50, None, 40_000, 40),
        ("partner", None, None, 60_000, 40),
        ("startup", None, None, 2_500, 10),
        ("associate", None, None, 10_000, None),
    ):
        fees.add_level(
            kroner * 100,
            category=category,
            employees_from=low,
            employees_to=high,
            minutes=None if hours is None else hours * 60,
        )
