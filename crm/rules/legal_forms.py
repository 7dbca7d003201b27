"""Legal forms: the short words of the Norwegian register of legal entities, and a few of the neighbours'.

The words are those by which the Brønnøysund Register Centre lists its organisation forms (organisasjonsformer).
"""

from crm.rules.folding import loose

LONGEST = 5
_WRITTEN = (
    "AAFY ADOS ANNA ANS AS ASA BA BBL BEDR BO BRL DA ENK EOFG ESEK FKF FLI FYLK GFS IKJP IKS KBO KF KIRK KOMM KS KTRF"
    " NUF OPMV ORGL PERS PK PRE SA SAM SE SF SPA STAT STI SÆR TVAM UTLA VIFE VPFO AB APS GMBH LTD OY OYJ"
)
_CODES = frozenset(_WRITTEN.split())
_NAMES = {
    "aksjeselskap": "AS",
    "allmennaksjeselskap": "ASA",
    "ansvarlig selskap": "ANS",
    "selskap med delt ansvar": "DA",
    "enkeltpersonforetak": "ENK",
    "enkeltmannsforetak": "ENK",
    "kommandittselskap": "KS",
    "samvirkeforetak": "SA",
    "stiftelse": "STI",
    "forening": "FLI",
    "norskregistrert utenlandsk foretak": "NUF",
    "organisasjonsledd": "ORGL",
    "kommune": "KOMM",
    "fylkeskommune": "FYLK",
    "kommunalt foretak": "KF",
    "interkommunalt selskap": "IKS",
    "statsforetak": "SF",
    "limited company": "AS",
    "public limited company": "ASA",
    "sole proprietorship": "ENK",
    "foundation": "STI",
    "cooperative": "SA",
    "association": "FLI",
}
_BY_NAME = {loose(name): code for name, code in _NAMES.items()} | {loose(code): code for code in _CODES}


def code(cell: object) -> str | None:
    """The short word of a legal form, None for what is none; short words in capitals are taken as they stand.

    >>> code("Aksjeselskap"), code("as"), code("A/S"), code("UNIV"), code("Tromsø"), code(12)
    ('AS', 'AS', 'AS', 'UNIV', None, None)
    """
    if not isinstance(cell, str):
        return None
    text = " ".join(cell.split())
    if found := _BY_NAME.get(loose(text)) or _BY_NAME.get(loose(text.replace("/", "").replace(".", ""))):
        return found
    return text if len(text) <= LONGEST and text.isalpha() and text.isupper() else None
