"""What `make` runs before the program can."""

import sys

import pytest

from tools import run, system


def test_a_library_that_is_not_there_is_missing():
    assert system.missing({"libnobody.so.9": "libnobody9"}) == {"libnobody.so.9": "libnobody9"}


@pytest.mark.skipif(sys.platform != "linux", reason="these libraries are Linux's")
def test_what_qt_needs_is_here_after_make():
    assert system.missing(system.QT) == {}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can lack a display")
def test_a_window_that_nobody_sees_is_not_opened(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert not run.has_screen()
    monkeypatch.setenv("QT_QPA_PLATFORM", "vnc")
    assert run.has_screen()
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.setenv("DISPLAY", ":0")
    assert run.has_screen()
