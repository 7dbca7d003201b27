"""By which other words an action is found in the palette, in both languages at once; nobody reads them."""

ALSO = {
    "log": "møte samtale referat besøk telefon kaffe notat meeting call visit minutes note write down skriv",
    "new": "ny opprett legg til create add person kontakt organisasjon virksomhet medlem prosjekt aktivitet kurs",
    "import": "excel regneark csv xlsx liste les inn hent vcf visittkort spreadsheet list load bring in",
    "export": "excel regneark csv last ned lagre som send ut skriv ut spreadsheet save as download",
    "make_report": "årsrapport rapport innovasjon norge tall nøkkeltall kpi figures annual yearly",
    "open": "åpne fil register klynge file database",
    "new_register": "ny klynge register begynn start",
    "recent": "nylig siste",
    "sample": "eksempel prøv demo test øv try",
    "settings": "innstillinger oppsett valg preferences options configuration",
    "quit": "avslutt lukk exit close",
    "undo": "angre tilbake feil oops mistake",
    "redo": "gjør om igjen again",
    "paste": "lim inn utklipp clipboard",
    "filter": "filtrer søk i listen begrens narrow search",
    "back": "tilbake forrige previous",
    "forward": "fram frem neste next",
    "refresh": "oppdater last på nytt reload update",
    "edit_record": "rediger endre rett change correct",
    "change_employer": "bytt jobb ny arbeidsgiver stilling new job employer position",
    "inform": "personvern gdpr informert privacy",
    "follow_up": "oppfølging oppgave gjøremål påminnelse frist huskeliste task todo reminder deadline",
    "done": "ferdig utført fullført complete finished tick",
    "snooze": "utsett senere later postpone",
    "history": "historikk logg hvem endret endringer who changed log",
    "archive": "arkiver slett fjern skjul delete remove hide",
    "restore": "gjenopprett hent tilbake bring back",
    "steps": "siste endringer logg angre import take back history",
    "check": "kontroller sjekk feil helse sikkerhet verify repair health",
    "shortcuts": "hurtigtaster tastatur snarveier hjelp keys help",
    "about": "om versjon version licence lisens",
    "today": "i dag forside hjem home dashboard start",
    "members": "medlemmer medlem bedrifter organisasjoner virksomheter partnere organisations companies",
    "contacts": "kontakter personer folk people persons",
    "interactions": "dialog møter samtaler meetings calls",
    "followups": "oppfølging oppgaver gjøremål tasks todos",
    "activities": "aktiviteter arrangement kurs workshop seminar treff events courses",
    "projects": "prosjekter søknader innovasjonsprosjekt applications",
    "reports": "rapporter årsrapport statistikk nøkkeltall statistics figures",
    "imports": "importer lister excel lists",
}


def also(key: str) -> str:
    """Other words for an action, "" for none."""
    return ALSO.get(key, "")
