"""Dialogs: each module asks for one thing and runs the command itself.

`ask(parent, ...)` opens the dialog over the window and returns it at once; it closes when the command has worked, and
the pages repaint through `Changes`.
"""
