"""The first step of a new register: who the cluster is and what it works for."""

from crm.commands import focus_areas, log_templates, settings, staff
from crm.commands.command import command
from crm.i18n import N_
from crm.store import journal

# The four strategic focus areas of the first user with their children (DOMAIN.md section 0, S0); editable afterwards.
FOCUS_AREAS = (
    ("1", "Klyngeutvikling", "Cluster development"),
    ("2", "Innovasjon", "Innovation"),
    ("2.1", "Marint restråstoff", "Marine residual materials"),
    ("2.2", "Nye marine ressurser", "New marine resources"),
    ("2.3", "Bioprospektering", "Bioprospecting"),
    ("3", "Kompetanseutvikling", "Competence development"),
    ("4", "Internasjonalisering", "Internationalisation"),
)


@command(N_("Begin the register of «{name}»"))
def begin(
    name: str, *, org_number: str = "", municipality_code: str = "5501", staff_name: str = "", language: str = "nb"
) -> int | None:
    """Fill a new register with what every cluster has; returns the staff member's id, None without a name.

    `municipality_code` is that of the head office (figure K09), Tromsø where nothing is said; its county follows.
    """
    settings.put(
        cluster_name=name,
        cluster_org_number=org_number,
        hq_municipality_code=municipality_code,
        county_codes=municipality_code[:2],
        language=language,
    )
    ids: dict[str, int] = {}
    for place, (code, nb, en) in enumerate(FOCUS_AREAS):
        parent = ids.get(code.rpartition(".")[0])
        ids[code] = focus_areas.add(code, name_nb=nb, name_en=en, parent=parent, place=place)
    log_templates.seed(language)
    if not staff_name.strip():
        return None
    who = staff.add(staff_name)
    journal.author.staff = journal.author.staff or who
    return who
