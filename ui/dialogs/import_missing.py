"""Who stood in the list last time and does not now: an end can be accepted for each, on a day; nothing is deleted."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from crm.errors import Invalid
from crm.exchange.missing import MEMBERSHIP, LastTime, Missing
from crm.i18n import _
from crm.rules import dates
from ui.dialogs import choices
from ui.kit import text, theme
from ui.kit.buttons import button
from ui.kit.dialog import Dialog
from ui.kit.forms import Form


class Ends(NamedTuple):
    """Those whose position or membership ends, on which day; `kept` are the others."""

    ended: Sequence[Missing]
    day: date
    kept: Sequence[Missing]


def ask(parent: QWidget, *, last_time: LastTime, today: date) -> Dialog:
    """Ask whose position or membership is over; `saved` hands over `Ends`."""
    form = Form([choices.day("day", _("Last day"), required=True)])
    chosen = next((date.fromisoformat(one.ends_on) for one in last_time.missing if one.ends_on), today)
    form.set_values({"day": chosen})
    dialog = Dialog(parent, _("Missing since last time"), save=_("End those chosen"), form=form, width=640)
    sentence = _(
        "They were in {file} and are not in this list. Choose whose position or membership is over; the others stay as"
        " they are. Nothing happens before the list is imported."
    )
    dialog.body.insertWidget(0, text.label(sentence.format(file=last_time.batch.file_name), wrap=True))
    tree = _tree(last_time.missing)
    every = QHBoxLayout()
    every.addWidget(button(_("Choose all"), lambda: _check_all(tree, True)))
    every.addWidget(button(_("Choose none"), lambda: _check_all(tree, False)))
    every.addStretch(1)
    dialog.body.insertWidget(1, tree)
    dialog.body.insertLayout(2, every)

    def ends() -> Ends:
        day: date = form.values()["day"]
        ended = [one for at, one in enumerate(last_time.missing) if _is_on(tree, at)]
        late = next((one for one in ended if one.since and one.since > day.isoformat()), None)
        if late is not None:
            told = _("{name} began on {day}; the last day cannot be before.")
            began = dates.show(date.fromisoformat(late.since))
            raise Invalid({"day": told.format(name=late.who, day=began)})
        return Ends(ended, day, [one for at, one in enumerate(last_time.missing) if not _is_on(tree, at)])

    dialog.on_save(ends)
    dialog.open()
    tree.setFocus()
    return dialog


def _tree(missing: Sequence[Missing]) -> QTreeWidget:
    tree = QTreeWidget()
    tree.setAccessibleName(_("Missing since last time"))
    tree.setProperty("ticks", True)
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setHeaderLabels([_("Who"), _("What would end"), _("Since")])
    tree.setMinimumHeight(theme.px(240))
    for one in missing:
        what = (
            _("Membership")
            if one.record == MEMBERSHIP
            else _("Position at {organisation}").format(organisation=one.where)
        )
        since = dates.show(date.fromisoformat(one.since)) if one.since else ""
        item = QTreeWidgetItem([one.who, what, since])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, Qt.CheckState.Checked if one.ends_on else Qt.CheckState.Unchecked)
        tree.addTopLevelItem(item)
    header = tree.header()
    header.setFixedHeight(theme.px(36))
    header.setStretchLastSection(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
    first = tree.topLevelItem(0)
    if first is not None:
        tree.setCurrentItem(first)
    return tree


def _is_on(tree: QTreeWidget, at: int) -> bool:
    item = tree.topLevelItem(at)
    return item is not None and item.checkState(0) == Qt.CheckState.Checked


def _check_all(tree: QTreeWidget, on: bool) -> None:
    for at in range(tree.topLevelItemCount()):
        item = tree.topLevelItem(at)
        assert item is not None
        item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
