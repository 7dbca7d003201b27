"""The windows of Klynge, in Qt Widgets."""
