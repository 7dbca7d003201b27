"""Decisions on plain values: no database, no clock; today is an argument."""
