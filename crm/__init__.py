"""Klynge without windows: what it keeps and what it can do. Never imports Qt."""

__version__ = "0.1.0"
