"""Names, notes and files with tags, control characters and turned writing stand as they are, and nothing is opened."""

from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

from crm.commands import attachments, interactions, organisations, people, tasks
from crm.commands.interactions import Participant
from tests.ui.pages.conftest import home, known, program, window, written
from tests.ui.pages.test_every_page import KEYS, show
from tests.ui.register import TODAY
from ui.kit.message_box import MessageBox

__all__ = ["home", "known", "program", "window", "written"]


@pytest.fixture
def tag(tmp_path: Path) -> str:
    """What a text field would make a picture of, were it read as HTML."""
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor(255, 0, 255))
    file = tmp_path / "x.png"
    picture.save(str(file))
    return f"<img src='{QUrl.fromLocalFile(str(file)).toString()}'>"


def _columns(model: QAbstractItemModel) -> int:
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount()


def rich(widget: QWidget) -> list[str]:
    """What in and below a widget would be read as HTML: labels and tooltips, those of tables too."""
    found = []
    for one in (widget, *widget.findChildren(QWidget)):
        tips = [one.toolTip()]
        if isinstance(one, QLabel) and one.textFormat() != Qt.TextFormat.PlainText and "<img" in one.text():
            found.append(f"label {one.text()}")
        if isinstance(one, QAbstractItemView) and one.model() is not None:
            model = one.model()
            places = [(row, column) for row in range(min(20, model.rowCount())) for column in range(_columns(model))]
            tips += [
                str(model.index(*place, QModelIndex()).data(Qt.ItemDataRole.ToolTipRole) or "") for place in places
            ]
        # A tooltip that shows a tag letter by letter has &lt; for it
        found += [f"{type(one).__name__}: {tip}" for tip in tips if "<img" in tip]
    return found


def test_no_name_becomes_a_picture_on_any_page(window, tag, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: pytest.fail(f"opened {url}"))
    odd = f"{tag}\u202e gnp.exe"
    company = organisations.add(odd[:100], city=tag[:40])
    who = people.add(first_name=tag[:90], last_name="\u202eKern", organisation=company, title=tag[:60])
    tasks.add(odd, due_on=TODAY, person=who)
    met = interactions.log(
        odd, held_on=TODAY, place=tag[:60], participants=[Participant(who)],
        notes=f"{tag}\n\n![a]({tag[10:-2]})\n\n[a](javascript:alert(1)) <script>x</script>\u202e\u0007",
    )  # fmt: skip
    attachments.add([attachments.keep(b"x", f"{tag}.txt")], interaction=met)
    window.show()
    bad = {}
    for key in KEYS:
        page = show(window, key)
        found = rich(window)
        if key == "interactions":
            page.show_record(met)
        if key == "contacts":
            page.show_record(who)
        show_again = show(window, key)
        shown = window.grab().toImage()
        colors = {
            shown.pixelColor(x, y).name() for x in range(0, shown.width(), 7) for y in range(0, shown.height(), 7)
        }
        if found or rich(show_again) or "#ff00ff" in colors:
            bad[key] = found or rich(show_again) or ["magenta"]
    assert bad == {}


def test_a_message_shows_a_tag_as_it_stands(qtbot, tag):
    box = MessageBox(None, "info", "accent", tag, tag, tag)
    qtbot.addWidget(box)
    assert rich(box) == []
