"""The plan of an import, with something of everything in it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from PySide6.QtTest import QTest

from crm.queries import imports, informing, people
from tests.pictures import calendar
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
    until(lambda: dialog.step() == import_list.COLUMNS and not dialog.working())
    dialog.save_now()
    until(lambda: dialog.step() == import_list.PLAN and not dialog.working())
    refused = frozenset({Refused(3, "position", "title")})
    edits = {9: {"Mobil": "977 11 223"}}
    dialog.plan_step.grid._decide(lambda made: replace(made.choices, refused=refused, edits=edits))
    until(lambda: not dialog.decisions.busy())
    dialog.plan_step.choose("all")
    dialog.plan_step.grid.go_to(1, 3)
    return dialog


def asked(program: Program) -> None:
    """A row that may mean somebody known, with what speaks for it."""
    from ui.dialogs import import_list

    row = next(iter(people.PeopleQuery().rows(people.PeopleQuery().ids()[3:4]).values()))
    first, last = row.name.rsplit(" ", 1)
    lines = [("Fornavn", "Etternavn", "Bedrift"), (first, last[:-2] + last[-1] + last[-2], row.organisation)]
    path = Path(gettempdir()) / "Deltakere Havbruksdagen.csv"
    path.write_text("\n".join(map(";".join, lines)), encoding="utf-8")
    dialog = import_list.ask(program.window, path=path)
    until(lambda: dialog.step() == import_list.COLUMNS and not dialog.working())
    dialog.save_now()
    until(lambda: dialog.step() == import_list.PLAN and not dialog.working())


def meeting(program: Program) -> None:
    """All of the list took part in something, but for who did not come."""
    from ui.dialogs import import_list

    rows = people.PeopleQuery().rows(people.PeopleQuery().ids()[:8]).values()
    came = ("Møtt", "Møtt", "Avmeldt", "Møtt", "Møtt", "vet ikke", "Ikke møtt", "Møtt")
    lines: list[tuple[str, ...]] = [("Fornavn", "Etternavn", "Bedrift", "Oppmøte")]
    lines += [(*row.name.rsplit(" ", 1), row.organisation, word) for row, word in zip(rows, came, strict=True)]
    lines += [("Solveig", "Nygård", "Havbruk Nord AS", "Møtt")]
    path = Path(gettempdir()) / "Oppmøte Havbruksdagen.csv"
    path.write_text("\n".join(map(";".join, lines)), encoding="utf-8")
    dialog = import_list.ask(program.window, path=path)
    until(lambda: dialog.step() == import_list.COLUMNS and not dialog.working())
    dialog.save_now()
    until(lambda: dialog.step() == import_list.PLAN and not dialog.working())
    line = dialog.plan_step.meeting
    line.subject.setText("Havbruksdagen")
    line.held_on.setText("3.11.2026")
    line.held_on.editingFinished.emit()
    until(lambda: not dialog.decisions.busy())


def searching(program: Program) -> None:
    dialog = grid(program)
    dialog.plan_step.replace_bar.begin()
    dialog.plan_step.replace_bar.find_edit.setText("AS")


def until(met: Callable[[], bool]) -> None:
    """Wait until something is so; raises TimeoutError after some ten seconds."""
    for _turn in range(1000):
        if met():
            return
        QTest.qWait(10)
    raise TimeoutError


def missing(program: Program) -> None:
    """Who of last year's list is missing, asked about."""
    from crm.exchange.missing import LastTime, Missing
    from ui.dialogs import import_missing

    batch = imports.ImportsQuery().ids()[0]
    last_time = LastTime(
        imports.ImportsQuery().rows([batch])[batch],
        [
            Missing("membership", 1, "Polarlab AS", "", "2024-01-01"),
            Missing("position", 1, "Solveig Nygård", "Havbruk Nord AS", "2023-08-15", "2026-12-31"),
            Missing("position", 2, "Amund Lie", "Havbruk Nord AS", ""),
        ],
    )
    import_missing.ask(program.window, last_time=last_time, today=calendar.DAY)


def done(program: Program) -> None:
    """What came of it, shown of a list that came in before: nothing is written for a picture."""
    from crm.exchange.carry_out import Outcome
    from ui.dialogs import import_list

    dialog = grid(program)
    made = dialog.plan
    batch = imports.ImportsQuery().ids()[-1]
    dialog.after.step.show_outcome(Outcome(batch, 1, made.counts, made), informing.clock(batch))
    dialog.go(import_list.DONE)
