"""K20-K24 and K37: projects, applications, who works together, and what crosses a border."""

from crm.queries.figures.projects import Project
from crm.reports.facts import Facts
from crm.reports.figures.definition import Almost, Ask, Groups, Value
from crm.reports.figures.values import by, count, kroner, lacking, share


def _projects(facts: Facts) -> Value:
    active = facts.active
    parts = {
        "started": count([one.id for one in active if (one.start_on or "") >= facts.first]),
        "crossing": count([one.id for one in active if one.cross_domain]),
    }
    almost = (
        *lacking("project", "start_on", (one.id for one in facts.projects.all if one.undated)),
        *lacking("project", "end_on", (one.id for one in active if one.stage == "completed" and one.end_on is None)),
        *lacking("project", "focus_area_id", (one.id for one in active if one.focus_area is None)),
    )
    return count([one.id for one in active], parts=parts, almost=almost, groups=_groups(active))


def _groups(projects: tuple[Project, ...]) -> Groups:
    return {
        "project_type": by(projects, lambda one: one.type),
        "project_stage": by(projects, lambda one: one.stage),
        "focus_area": by(projects, lambda one: one.focus_area),
        "cross_domain": by(projects, lambda one: one.cross_domain),
    }


def _applications(facts: Facts) -> Value:
    projects = facts.projects.all
    sent = [one for one in projects if _within(facts, one.applied_on)]
    decided = [one for one in projects if _within(facts, one.decided_on)]
    granted = [one for one in decided if one.granted]
    funded = [one for one in granted if one.external_funding is not None]
    parts = {
        "decided": count([one.id for one in decided]),
        "granted": count([one.id for one in granted]),
        "success": share([one.id for one in granted], len(decided), unit="%"),
        "funding": Value(
            kroner(sum(one.external_funding or 0 for one in funded)) if funded or not granted else None,
            tuple(one.id for one in funded),
            unknown=len(granted) - len(funded),
            unit="kr",
        ),
    }
    answered = ("granted", "running", "completed", "rejected")
    almost = (
        *lacking("project", "applied_on", (o.id for o in projects if o.stage == "application" and not o.applied_on)),
        *lacking("project", "decided_on", (o.id for o in sent if o.stage in answered and not o.decided_on)),
        *lacking("project", "external_funding", (o.id for o in granted if o.external_funding is None)),
    )
    groups: Groups = {
        "project_type": by(sent, lambda one: one.type),
        "focus_area": by(sent, lambda one: one.focus_area),
    }
    return count([one.id for one in sent], parts=parts, almost=almost, groups=groups)


def _in_common(facts: Facts) -> Value:
    return share(facts.companies & facts.projects.together, len(facts.companies), almost=_partners(facts))


def _with_research(facts: Facts) -> Value:
    both = [one for one in facts.active if one.companies and one.research]
    return count([one.id for one in both], almost=_partners(facts), groups=_groups(tuple(both)))


def _partners(facts: Facts) -> tuple[Almost, ...]:
    """Projects nobody takes part in, and those whose lead does not stand among those that do."""
    return lacking("project", "participants", (o.id for o in facts.active if not o.partners or o.lead_apart))


def _international(facts: Facts) -> Value:
    abroad = [one.id for one in facts.relations if one.country_code not in ("NO", "")]
    parts = {
        "a": count([one.id for one in facts.active if one.international]),
        "b": count([o.id for o in facts.activities.held if o.international], unit="activities", record="activity"),
        "c": count(abroad, unit="relations", record="external_relation"),
        "d": count(
            [one.id for one in facts.relations if one.helix_sector == "cluster"],
            unit="relations",
            record="external_relation",
        ),
    }
    return Value(parts["a"].value, parts["a"].counted, parts=parts)


def _green(facts: Facts) -> Value:
    named = [one.id for one in facts.active if one.sdg.strip()]
    almost = lacking("project", "sdg", (one.id for one in facts.active if not one.sdg.strip()))
    return share(named, len(facts.active), almost=almost)


def _within(facts: Facts, day: str | None) -> bool:
    return day is not None and facts.first <= day <= facts.last


ASKS: dict[str, Ask] = {
    "K20": _projects,
    "K21": _applications,
    "K22": _in_common,
    "K23": _with_research,
    "K24": _international,
    "K37": _green,
}
