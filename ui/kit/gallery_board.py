"""The gallery's board: lanes with cards, one of them empty, two in one column."""

from PySide6.QtWidgets import QWidget

from ui.kit.board import Board, Lane
from ui.kit.board_card import Card
from ui.kit.gallery_pieces import card, sheet


def board() -> QWidget:
    """Two boards: one to carry cards on, one that is only looked at."""
    return sheet(card("Board", _board("Carried by hand")), card("Read only", _board("Looked at", False)), columns=1)


def _board(name: str, writable: bool = True) -> Board:
    made = Board(name, [("idea",), ("running",), ("done", "stopped")])
    made.setMinimumHeight(300)
    lanes = (
        Lane("idea", "Idea  1", "", [Card(1, "Kelp as a source of protein, from rope to powder", "Havfrø AS")]),
        Lane(
            "running",
            "Running  2",
            "4.2 mill.",
            [
                Card(2, "Cold enzymes", "Nordlys Bio AS", "NOK 4.2 mill.", "3", "members"),
                Card(3, "A sea map of residual materials", "Fjordforsk"),
            ],
        ),
        Lane("done", "Done", "", []),
        Lane("stopped", "Stopped  1", "", [Card(4, "Shells", "Kai 9 AS", "NOK 200,000")]),
    )
    made.set_lanes(lanes, current=2, writable=writable)
    return made
