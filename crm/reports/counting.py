"""Counting the figures of a stretch of time: what they rest on, their words, and one stretch beside another."""

from collections.abc import Collection, Mapping

from crm import renaming
from crm.queries import settings
from crm.reports import facts
from crm.reports import figures as defined
from crm.reports.figures.definition import Figure, Value
from crm.reports.report import Reported
from crm.rules import code_lists
from crm.rules.stretches import Stretch

# The settings that the figures rest on or the cover shows.
_SETTINGS = (
    "cluster_name",
    "cluster_org_number",
    "programme_level",
    "contract_start",
    "contract_end",
    "hq_municipality_code",
    "county_codes",
)
_OF_EVERY_CONTACT = frozenset(("K10", "K11"))
"""The figures that ask for more of the contacts than which members were met."""
NOTHING = Value(None)
"""A figure of which there is none: what it counts is kept by the year, and this is a part of one."""


def figures_of(stretch: Stretch, as_of: str, keys: Collection[str] = ()) -> dict[str, Value]:
    """Only the figures of a stretch, all or those named, looked at from a day (ISO), as the register stands now.

    They come without what is almost counted for lack of something in an interaction.
    """
    every_contact = not keys or not _OF_EVERY_CONTACT.isdisjoint(keys)
    now = facts.gather(stretch, as_of, settings_used(), with_gaps=False, every_contact=every_contact)
    return {figure.key: ask(figure, now) for figure in defined.known() if not keys or figure.key in keys}


def settings_used() -> dict[str, str]:
    """The settings that figures rest on or the cover shows, "" for what is not set."""
    known = settings.values()
    return {key: known.get(key, "") for key in _SETTINGS}


def ask(figure: Figure, found: facts.Facts) -> Value:
    """The figure of these facts; NOTHING where it is one of whole years and they are of a part."""
    return NOTHING if figure.by_year and not found.by_year else figure.ask(found)


def reported(figure: Figure, now: facts.Facts, before: facts.Facts) -> Reported:
    """A figure with its words and its values in a stretch and in the one it is compared with."""
    value = ask(figure, now)
    parts: Mapping[str, tuple[str, str]] = {key: renaming.both(*names) for key, names in figure.parts.items()}
    name_nb, name_en = renaming.both(figure.name_nb, figure.name_en)
    rule_nb, rule_en = renaming.both(figure.rule_nb, figure.rule_en)
    if figure.parts_list:
        parts = {
            code.key: (code.nb, code.en)
            for code in code_lists.codes(figure.parts_list, now.year)
            if code.key in value.parts
        }
    return Reported(
        key=figure.key,
        name_nb=name_nb,
        name_en=name_en,
        unit=figure.unit,
        rule_nb=rule_nb,
        rule_en=rule_en,
        version=figure.version,
        source=figure.source,
        record=figure.record,
        fields=figure.fields,
        parts=parts,
        now=value,
        before=ask(figure, before),
        hidden=figure.hidden,
    )
