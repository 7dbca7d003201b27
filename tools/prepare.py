"""Make `.venv` and install exactly what a lock file names: `python3 -m tools.prepare requirements.txt`.

Written for any Python 3, so that one that is too old can still say so.
"""

from __future__ import annotations  # a Python that is too old must get as far as saying so

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

from tools import system

OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
HOME = Path(".venv")
PYTHON = HOME / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def main(lock: str) -> None:
    """Leave a `.venv` that runs the program; raises SystemExit with a sentence where that is not possible."""
    if sys.version_info < OLDEST:
        start_newer(lock)
    ready = works()
    system.need({} if ready else lacking())
    if not ready and subprocess.run([sys.executable, "-m", "venv", "--clear", str(HOME)]).returncode:
        raise SystemExit(f"Python could not make {HOME}: see above.")
    print(f"Installing what {lock} names into {HOME} (the first time takes a minute or two).", flush=True)
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", *quiet]
    if subprocess.run([*pip, "--require-hashes", "-r", lock]).returncode:
        raise SystemExit("The packages were not installed: see above. Is there a network? Run make again.")
    probe = [str(PYTHON), "-c", "from PySide6 import QtWidgets"]
    if subprocess.run(probe).returncode:
        raise SystemExit("Qt does not start on this machine: see above.")


def start_newer(lock: str) -> None:
    """Go on in a Python that is new enough; does not return."""
    asks = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    for name in NEWER:
        found = shutil.which(name)
        if found and not subprocess.run([found, "-c", asks], stderr=subprocess.DEVNULL).returncode:
            raise SystemExit(subprocess.run([found, "-m", "tools.prepare", lock]).returncode)
    old = ".".join(map(str, sys.version_info[:2]))
    raise SystemExit(f"Klynge needs Python 3.11 or newer; this is {old}. Install one and run make again.")


def works() -> bool:
    """Whether there is a `.venv` with a new enough Python and a pip."""
    if not PYTHON.exists():
        return False
    asks = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    return not subprocess.run([str(PYTHON), "-c", asks], stderr=subprocess.DEVNULL).returncode


def lacking() -> dict[str, str]:
    """Debian keeps half of Python's venv in a package of its own; what is missing, and that package."""
    if importlib.util.find_spec("ensurepip"):
        return {}
    return {"Python's venv": f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"}


if __name__ == "__main__":
    main(sys.argv[1])
