"""The screens: each asks queries, calls commands, and asks again after changes."""
