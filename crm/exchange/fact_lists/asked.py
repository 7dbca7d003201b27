"""What is asked of a list of each kind: its columns, what they are called, and how their cells are read.

Columns are called as in our own exports, so that a list that was exported comes in again, and as others call them.
"""

from collections.abc import Mapping
from typing import NamedTuple

from crm.i18n import N_


class Asked(NamedTuple):
    """A column: the `key` is a field of the record, `kind` how a cell is read (crm.exchange.fact_lists.cells).

    `titles` are English and translated, `also` what others call it. `codes` is the code list of a code.
    """

    key: str
    kind: str
    titles: tuple[str, ...]
    also: tuple[str, ...] = ()
    codes: str = ""
    required: bool = False


_YEAR = Asked("year", "year", (N_("Year"),), ("regnskapsar", "rapportar"), required=True)
_NOTES = Asked("notes", "text", (N_("Note"), N_("Notes")), ("merknader", "kommentar", "kommentarer", "comment"))
_AREA = Asked("focus_area", "focus_area", (N_("Focus area"),), ("satsingsomrade", "strategisk omrade"))
_PROJECT = Asked("project", "project", (N_("Project"),))
_FROM = Asked("from_on", "day", (N_("From"),), ("startdato", "fra dato", "start"))
_TO = Asked("to_on", "day", (N_("Until"), N_("Last day")), ("sluttdato", "til dato", "til og med", "end", "to"))
_NUMBER = Asked("org_number", "text", (N_("Organisation number"), N_("Org. number")), ("orgnr", "org nr"))


def _organisation(key: str = "organisation", *, required: bool = False, kind: str = "organisation") -> Asked:
    titles = (N_("Organisation"), N_("Organisations"), N_("For which organisation"))
    return Asked(key, kind, titles, ("bedrift", "bedrifter", "firma", "medlem", "company"), required=required)


KINDS: Mapping[str, tuple[Asked, ...]] = {
    "finance_line": (
        _YEAR,
        Asked("kind", "code", (N_("Kind"), N_("Type")), ("art", "inntekt kostnad"), "finance_kind"),
        Asked("category", "category", (N_("Category"),), ("konto", "kontogruppe", "account"), required=True),
        Asked("name", "text", (N_("Name"),), ("tekst", "post", "beskrivelse", "description")),
        _AREA,
        Asked("budget", "money", (N_("Budget"),), ("budsjettert",)),
        Asked("actual", "money", (N_("Actual"),), ("resultat", "faktisk", "hittil")),
        Asked("is_public", "yes", (N_("Public money"),)),
        Asked("is_eligible", "yes", (N_("Eligible for aid"), N_("Eligible cost"))),
        _NOTES,
    ),
    "result": (
        Asked("title", "text", (N_("Title"), N_("Result")), ("navn", "beskrivelse", "description"), required=True),
        Asked("type", "code", (N_("Type"), N_("Kind")), (), "result_type"),
        _organisation("organisations", kind="organisations"),
        Asked("count", "count", (N_("How many"),), ("antall", "hvor mange", "number")),
        Asked("amount", "money", (N_("Amount"),), ("kroner", "kr")),
        Asked("attribution", "code", (N_("What the cluster did"),), ("klyngens bidrag",), "result_attribution"),
        _PROJECT,
        Asked("happened_on", "day", (N_("Day"),), ("dato", "date")),
        Asked("evidence", "text", (N_("Proof"),), ("dokumentasjon", "kilde", "evidence")),
        _YEAR,
        _NOTES,
    ),
    "media_item": (
        Asked("published_on", "day", (N_("Day"),), ("dato", "publisert", "date"), required=True),
        Asked("title", "text", (N_("Title"),), ("overskrift", "tittel pa saken", "headline"), required=True),
        Asked("channel", "code", (N_("Channel"),), ("type",), "media_channel"),
        Asked("outlet", "text", (N_("Newspaper, page or event"), N_("Medium")), ("avis", "kilde", "outlet")),
        Asked("international", "yes", (N_("International"),)),
        Asked("language", "code", (N_("Language"),), (), "media_language"),
        Asked("url", "text", (N_("Link"),), ("lenke", "nettadresse", "url")),
        _NOTES,
    ),
    "survey": (
        _YEAR,
        Asked("name", "text", (N_("Name"), N_("Survey")), ("undersokelse",), required=True),
        Asked("sent_on", "day", (N_("Sent on"),), ("sendt", "dato")),
        Asked("sent_to", "count", (N_("Sent to"),), ("utsendt", "antall sendt", "mottakere")),
        Asked("responses", "count", (N_("Answers"),), ("antall svar", "besvart", "responses")),
        Asked("satisfaction", "score", (N_("Satisfaction"),), ("snitt", "gjennomsnitt", "average")),
        Asked("scale_max", "count", (N_("Scale up to"),), ("skala",)),
        Asked("question_set", "text", (N_("Questions"),)),
        _NOTES,
    ),
    "governance_body": (
        Asked("name", "text", (N_("Name"), N_("Group")), ("gruppe", "utvalg"), required=True),
        Asked("kind", "code", (N_("Kind"), N_("Type")), (), "governance_kind"),
        _AREA,
        _FROM,
        _TO,
        _NOTES,
    ),
    "governance_member": (
        Asked("body", "body", (N_("Group"),), ("styre", "utvalg", "gruppe", "board"), required=True),
        Asked("person", "person", (N_("Person"), N_("Contact")), ("navn", "name", "hvem")),
        _organisation(),
        Asked("role", "code", (N_("Role"),), ("verv", "rolle"), "governance_role"),
        _FROM,
        _TO,
        _NOTES,
    ),
    "external_relation": (
        _organisation(required=True, kind="named"),
        Asked("country_code", "code", (N_("Country"),), ("nasjon",), "country"),
        Asked("kind", "code", (N_("Kind"), N_("Type")), (), "relation_kind"),
        Asked("name", "text", (N_("About"), N_("Name")), ("tema", "avtale")),
        _FROM,
        _TO,
        _NOTES,
    ),
    "staff_time": (
        Asked("worked_on", "day", (N_("Day"),), ("dato", "date"), required=True),
        Asked("staff", "staff", (N_("Who"), N_("Staff member")), ("ansatt", "navn", "medarbeider"), required=True),
        Asked("minutes", "minutes", (N_("Hours"),), ("antall timer",), required=True),
        _AREA,
        Asked("for_what", "for_what", (N_("For"), N_("Project")), ("aktivitet", "oppdrag")),
        Asked("target_group", "code", (N_("Target group"), N_("For whom")), (), "target_group"),
        Asked("notes", "text", (N_("What it was"), N_("Note"), N_("Notes")), ("beskrivelse", "kommentar")),
    ),
    "aid_record": (
        Asked("granted_on", "day", (N_("Granted on"), N_("Day")), ("dato", "tildelt", "vedtaksdato"), required=True),
        _organisation(required=True),
        _NUMBER,
        Asked("basis", "code", (N_("Basis"),), ("hjemmel", "grunnlag"), "aid_basis"),
        Asked("amount", "money", (N_("Amount"),), ("kroner", "kr", "stotte"), required=True),
        Asked("amount_euro", "score", (N_("Amount in euro"),), ("euro", "eur")),
        Asked("purpose", "text", (N_("For what"), N_("Purpose")), ("hva", "formal")),
        _PROJECT,
        Asked("declaration_on", "day", (N_("Declaration of"),), ("erklaering",)),
        Asked("document_ref", "text", (N_("Voucher"), N_("Document")), ("bilag", "referanse")),
        _NOTES,
    ),
    "cluster_label": (
        Asked("scheme", "text", (N_("Scheme"),), ("merke", "ordning"), required=True),
        Asked("level", "text", (N_("Level"),)),
        Asked("awarded_on", "day", (N_("Awarded on"),), ("dato", "tildelt"), required=True),
        Asked("valid_to", "day", (N_("Valid until"),), ("gyldig til",)),
        _NOTES,
    ),
}
"""By the table of the record. Figures of companies (organisation_year) come in by the ordinary import."""
