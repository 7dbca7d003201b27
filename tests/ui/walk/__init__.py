"""Walks over every page and dialog: the shots of tests/pictures, looked over by measuring instead of by eye."""
