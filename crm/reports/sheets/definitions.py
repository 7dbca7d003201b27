"""Sheet 18, Definisjoner: what each figure counts, the words of the code lists and the settings it rests on."""

from crm.exchange.writers.columns import Column, Row, Sheet
from crm.i18n import N_
from crm.reports.report import Report
from crm.reports.sheets import spec

TITLE = N_("Definitions")

SETTINGS = {
    "cluster_name": N_("Name of the cluster"),
    "cluster_org_number": N_("Organisation number of the cluster"),
    "programme_level": N_("Programme level"),
    "contract_start": N_("Contract from"),
    "contract_end": N_("Contract to"),
    "hq_municipality_code": N_("Municipality of the head office"),
    "county_codes": N_("Counties of the cluster"),
}
LISTS = {
    "helix_sector": N_("Actor type"),
    "segment": N_("Segment"),
    "size_class": N_("Size"),
    "membership_category": N_("Membership category"),
    "register_status": N_("Status in the register"),
    "interaction_type": N_("Type of contact"),
}


def sheet(report: Report, language: str) -> Sheet:
    """The sheet: figures, sources, settings, code lists, one below the other under one header."""
    say = spec.speech(language)
    place = 0 if language == "nb" else 1
    figures: list[Row] = [
        (
            say(N_("Figure")),
            figure.key,
            figure.name(language),
            figure.rule(language),
            figure.fields,
            report.unit(figure.unit, language),
            figure.source,
            figure.version,
        )
        for figure in report.figures.values()
    ]
    sources: list[Row] = [(say(N_("Source")), tag, words, *_rest(5)) for tag, words in report.sources(language).items()]
    settings: list[Row] = [
        (say(N_("Setting")), key, say(SETTINGS.get(key, key)), value, *_rest(4))
        for key, value in report.settings.items()
    ]
    blocks = [figures, sources, settings]
    for name, title in LISTS.items():
        blocks.append([(say(title), key, words[place], *_rest(5)) for key, words in report.words.get(name, {}).items()])
    lines = [line for block in blocks for line in block]
    starts, total = set(), 0
    for block in blocks:
        starts.add(total)
        total += len(block)
    columns = [
        Column(say(N_("Part")), width=20),
        Column(say(N_("Key")), width=22),
        Column(say(N_("Name")), width=34, wrap=True),
        Column(say(N_("Explanation")), width=70, wrap=True),
        Column(say(N_("Data")), width=44, wrap=True),
        Column(say(N_("Unit")), width=20),
        Column(say(N_("Source")), width=10),
        Column(say(N_("Version")), "int", 11),
    ]
    made = Sheet(say(TITLE), columns, lines, len(lines), notes=spec.footer(report))
    return spec.marked(made, begins=frozenset(starts - {0}))


def _rest(count: int) -> tuple[None, ...]:
    return (None,) * count
