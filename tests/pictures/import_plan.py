"""The plan of an import, with something of everything in it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from PySide6.QtTest import QTest

from crm.queries import people
from ui.app import Program


def grid(program: Program) -> Any:
    """A list that somebody sent, with something of everything: known, changed, new, wrong, asked."""
    from crm.exchange.choices import Refused
    from ui.dialogs import import_list

    rows = people.PeopleQuery().rows(people.PeopleQuery().ids()[:6]).values()
    known = [
        (*row.name.rsplit(" ", 1), row.organisation, "Fagsjef", "", "912 00 00" + str(at))
        for at, row in enumerate(rows)
    ]
    new = [
        ("Solveig", "Nygård", "Havbruk Nord AS", "Daglig leder", "solveig@havbruk.example", "988 11 223"),
        ("Amund", "Lie", "Havbruk Nord AS", "Teknisk sjef", "amund@havbruk.example", "12"),
        ("Berit", "Holm", "Polarlab AS", "", "berit(alfa)polarlab", ""),
    ]
    header = ("Fornavn", "Etternavn", "Bedrift", "Stilling", "E-post", "Mobil")
    path = Path(gettempdir()) / "Deltakere Havbruksdagen.csv"
    path.write_text("\n".join(";".join(line) for line in (header, *known, *new)), encoding="utf-8")
    dialog = import_list.ask(program.window, path=path)
    _until(lambda: dialog.step() == import_list.COLUMNS and not dialog.working())
    dialog.save_now()
    _until(lambda: dialog.step() == import_list.PLAN and not dialog.working())
    refused = frozenset({Refused(3, "position", "title")})
    edits = {9: {"Mobil": "977 11 223"}}
    dialog.plan_step.grid._decide(lambda made: replace(made.choices, refused=refused, edits=edits))
    _until(lambda: not dialog.decisions.busy())
    dialog.plan_step.choose("all")
    dialog.plan_step.grid.go_to(1, 3)
    return dialog


def searching(program: Program) -> None:
    dialog = grid(program)
    dialog.plan_step.replace_bar.begin()
    dialog.plan_step.replace_bar.find_edit.setText("AS")


def _until(met: Callable[[], bool]) -> None:
    for _turn in range(1000):
        if met():
            return
        QTest.qWait(10)
    raise TimeoutError


def before(program: Program) -> None:
    """The list of the year before was brought in already, and two of it are missing now."""
    from ui.dialogs import import_list

    header = "Fornavn;Etternavn;Bedrift;E-post\n"
    ada, liv = "Ada;Nygård;Havbruk Nord AS;ada@havbruk.example\n", "Liv;Strand;Havbruk Nord AS;liv@havbruk.example\n"
    lists = (("Deltakere 2025.csv", ada + liv), ("Deltakere 2026.csv", ada + "Per;Vik;Polarlab AS;per@lab.example\n"))
    for name, lines in lists:
        path = Path(gettempdir()) / name
        path.write_text(header + lines, encoding="utf-8")
        dialog = import_list.ask(program.window, path=path)
        _until(lambda: dialog.step() == import_list.COLUMNS and not dialog.working())  # noqa: B023 - asked at once
        dialog.save_now()
        _until(lambda: dialog.step() == import_list.PLAN and not dialog.working())  # noqa: B023
        if name == lists[0][0]:
            dialog.save_now()
            _until(lambda: dialog.step() == import_list.DONE and not dialog.working())  # noqa: B023
            dialog.accept()


def missing(program: Program) -> None:
    """Who is missing, asked about."""
    from ui.dialogs.import_list import ImportDialog

    before(program)
    dialog = next(one for one in program.window.findChildren(ImportDialog) if one.isVisible())
    dialog.plan_step._ask_missing()
