"""Where an error happened, told without a word of anybody's: no message, no value, no path that names a person."""

import platform
import traceback
from pathlib import Path

from crm import __version__

_ROOT = Path(__file__).resolve().parent.parent
_LIBRARIES = "site-packages/"


def told(error: BaseException) -> str:
    """What kind of error it was and where, its causes after it; messages are left out: they quote people's names."""
    parts: list[str] = []
    one: BaseException | None = error
    while one is not None:
        frames = traceback.extract_tb(one.__traceback__)
        lines = [f"  {short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        parts.append("\n".join([type(one).__name__, *lines]))
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\n\n".join(parts)


def short(path: str) -> str:
    """A file of the program or of a library without the folders above it, which often name a person.

    >>> short("C:\\\\Users\\\\Kari Nordmann\\\\Python\\\\Lib\\\\site-packages\\\\peewee.py")
    'peewee.py'
    >>> short("/home/kari/secrets.py")
    'secrets.py'
    """
    plain = path.replace("\\", "/")
    root = _ROOT.as_posix() + "/"
    if _LIBRARIES in plain:
        return plain.rpartition(_LIBRARIES)[2]
    return plain.removeprefix(root) if plain.startswith(root) else plain.rpartition("/")[2]


def surroundings(**others: str) -> str:
    """The versions that whoever mends the program asks for first, one a line; `others` are more of them."""
    known = {
        "Klynge": __version__,
        "Python": platform.python_version(),
        **others,
        "System": f"{platform.system()} {platform.release()} {platform.machine()}".strip(),
    }
    return "\n".join(f"{name}: {version}" for name, version in known.items())
