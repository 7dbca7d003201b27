from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from ui.dialogs import received


def test_the_next_file_is_looked_for_where_the_last_one_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    began: list[str] = []
    chosen = [str(tmp_path / "lists" / "members.xlsx"), "", str(tmp_path / "gone" / "members.xlsx"), ""]
    (tmp_path / "lists").mkdir()

    def ask(_parent: object, _title: str, folder: str, _kinds: str) -> tuple[str, str]:
        began.append(folder)
        return chosen[len(began) - 1], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    monkeypatch.setattr(received, "_last", [])
    found = [received.one(None, "Import a list", received.lists()) for _time in chosen]
    assert found == [Path(path) if path else None for path in chosen]
    assert began[1:3] == [str(tmp_path / "lists")] * 2
    assert began[0] == began[3] and Path(began[3]).is_dir()  # that folder was on a stick that is out


def test_cards_of_contacts_are_no_tables():
    assert "*.vcf" in received.lists() and "*.vcf" not in received.tables()
    assert "*.xlsx" in received.tables()
