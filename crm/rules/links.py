"""Links that may be opened: web pages, mail and phone, and nothing else."""

import re
from urllib.parse import urlsplit

from crm.rules import names
from crm.sentences import _

SCHEMES = ("http", "https", "mailto", "tel")
_SCHEME = re.compile(r"([a-z][a-z0-9+\-]*):(?![0-9]+(?:/|$))", re.IGNORECASE)
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]|localhost")


def normalised(text: str) -> str:
    """The link with its scheme (https where none is written), host in small letters; "" for a blank. Never raises.

    >>> normalised("www.Nordlys.example/"), normalised("HTTP://nordlys.example/Om?a=B")
    ('https://www.nordlys.example', 'http://nordlys.example/Om?a=B')
    """
    link = names.clean(text).strip("<>\"' ")
    if not link:
        return ""
    scheme = _SCHEME.match(link)
    if scheme is None:
        link = f"https://{link.lstrip('/')}"
    elif scheme.group(1).lower() not in ("http", "https"):
        return f"{scheme.group(1).lower()}:{link[scheme.end() :]}"
    try:
        parts = urlsplit(link)
    except ValueError:
        return link
    whole = parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower()).geturl()
    return whole[:-1] if parts.path == "/" and whole.endswith("/") else whole


def problem(text: str) -> str | None:
    """A sentence where the link may not be opened (only http, https, mailto, tel); None where it may, or is blank.

    >>> problem("nordlys.example"), problem("tel:+4791234567"), problem("javascript:alert(1)") is None
    (None, None, False)
    """
    link = normalised(text)
    if not link:
        return None
    scheme, _colon, rest = link.partition(":")
    if scheme not in SCHEMES:
        return _("A link begins with http, https, mailto or tel.")
    sentence = _("“{link}” is not a link.").format(link=link)
    if scheme in ("mailto", "tel"):
        return None if rest.strip("/") else sentence
    try:
        parts = urlsplit(link)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return sentence
    if " " in link or "@" in parts.netloc or not _HOST.fullmatch(host):
        return sentence
    return None
