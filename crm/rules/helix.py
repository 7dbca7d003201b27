"""The spheres of the triple helix: business, research and education, government (DOMAIN.md section 0).

The actor types of the code list helix_sector are finer; those that lie between the spheres belong to none.
"""

from crm.i18n import N_, _

SPHERES = {
    "business": N_("Business"),
    "academia": N_("Research and education"),
    "government": N_("Public sector"),
}
_SPHERE = {
    "company": "business",
    "capital": "business",
    "research_education": "academia",
    "public": "government",
}


def sphere(helix_sector: str) -> str:
    """The sphere of an actor type: business, academia or government; "" for one that is in between, or of one's own.

    >>> sphere("capital"), sphere("research_education"), sphere("public"), sphere("innovation_support")
    ('business', 'academia', 'government', '')
    """
    return _SPHERE.get(helix_sector, "")


def shown(helix_sector: str) -> str:
    """What a person reads for the sphere of an actor type; "" where it belongs to none."""
    key = sphere(helix_sector)
    return _(SPHERES[key]) if key else ""
