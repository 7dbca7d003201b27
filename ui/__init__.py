"""The windows of Klynge, in Qt Widgets."""

from ui import quick_imports as quick_imports  # first: the other modules are those that it is for
