"""Nothing in the program asks the network: no picture of anybody, no look-up, no news (RELIABILITY.md, promise 14)."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [ROOT / "main.py", *sorted((ROOT / "crm").rglob("*.py")), *sorted((ROOT / "ui").rglob("*.py"))]
FORBIDDEN = {
    *("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "imaplib", "poplib", "xmlrpc", "webbrowser"),
    *("requests", "httpx", "aiohttp", "urllib3", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets"),
    *("PySide6.QtWebSockets", "PySide6.QtHttpServer", "PySide6.QtRemoteObjects"),
}
_SPEAKS = re.compile("|".join(sorted({"QtNetwork", *(re.escape(one.rpartition(".")[2]) for one in FORBIDDEN)})))
LOCAL = {"QLocalServer", "QLocalSocket"}
"""What QtNetwork is used for: two programs on one machine."""


def imported(path: Path) -> set[str]:
    """What a module imports, if it may speak to the network: without any of the words it is not even parsed."""
    found: set[str] = set()
    if not _SPEAKS.search(path.read_text(encoding="utf-8")):
        return found
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return found


def test_no_module_of_the_program_imports_what_speaks_to_the_network():
    for path in SOURCES:
        names = imported(path)
        bad = {name for name in names if any(name == one or name.startswith(f"{one}.") for one in FORBIDDEN)}
        assert not bad, (path.relative_to(ROOT), bad)
        network = {name.rpartition(".")[2] for name in names if name.startswith("PySide6.QtNetwork.")}
        assert network <= LOCAL, (path.relative_to(ROOT), network)


def test_no_picture_of_anybody_comes_from_elsewhere_and_no_address_is_built_in():
    # The names of the parts of a document are no addresses: nobody asks there (ECMA-376).
    named = r"(?!\S*\.example\b|schemas\.openxmlformats\.org/)"
    addresses = re.compile(rf"gravatar|libravatar|https?://{named}[\w.-]+\.\w+", re.IGNORECASE)
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        # Without any word of an address in the source there is none in it, and it need not be parsed.
        for node in ast.walk(ast.parse(text)) if re.search(r"gravatar|libravatar|https?:", text, re.IGNORECASE) else ():
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found = addresses.search(node.value)
                assert found is None, (path.relative_to(ROOT), node.lineno, found)
