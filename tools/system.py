"""The libraries of the operating system that Qt loads, and how Debian and Ubuntu install them."""

from __future__ import annotations  # a Python that is too old must get as far as saying so

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

# What the widgets load even without a display; each name with the package it comes in.
QT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libzstd.so.1": "libzstd1",
}
X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


def need(others: Mapping[str, str]) -> None:
    """See to it that Qt's libraries are here, and `others`, which are known to be missing, with them.

    Both map what is missing to its package. Raises SystemExit with the one line to run where it
    cannot be installed from here.
    """
    absent = {**others, **missing(wanted())}
    if not absent:
        return
    install(list(absent.values()), "Missing here: " + ", ".join(absent))
    left = missing(wanted())
    if left:
        raise SystemExit("Still missing after installing: " + ", ".join(left))


def wanted() -> dict[str, str]:
    """What Qt loads here: only Linux leaves it to the system, and a display's only where there is one."""
    if sys.platform != "linux":
        return {}
    display = X11 if os.environ.get("DISPLAY") else {}
    return {**QT, **display, **(WAYLAND if os.environ.get("WAYLAND_DISPLAY") else {})}


def missing(libraries: Mapping[str, str]) -> dict[str, str]:
    """Those that the dynamic loader does not find."""
    return {name: package for name, package in libraries.items() if not loads(name)}


def loads(name: str) -> bool:
    """Whether the dynamic loader finds this library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def install(packages: Sequence[str], reason: str) -> None:
    """Install Debian packages as root or by sudo without a password.

    Raises SystemExit with the line to run where neither is possible, or where there is no apt.
    """
    line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if not shutil.which("apt-get"):
        raise SystemExit(f"{reason}. Install it with the package manager of this system and run make again.")
    before = becoming_root()
    if before is None:
        raise SystemExit(f"{reason}. Run this and then make again:\n\n    sudo {line}\n")
    print(f"{reason}: installing {' '.join(packages)}", flush=True)
    # sudo drops the environment, so it is given behind it. A list that cannot be fetched may still do.
    root = [*before, "env", "DEBIAN_FRONTEND=noninteractive"]
    subprocess.run([*root, "apt-get", "update", "-q"], stdout=subprocess.DEVNULL)
    if subprocess.run([*root, *line.split()], stdout=subprocess.DEVNULL).returncode:
        raise SystemExit(f"This did not work; run it yourself and then make again:\n\n    sudo {line}\n")


def becoming_root() -> list[str] | None:
    """What to put before a command to run it as root: nothing, sudo, or None where it is not possible."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], stderr=subprocess.DEVNULL).returncode:
        return ["sudo", "-n"]
    return None
