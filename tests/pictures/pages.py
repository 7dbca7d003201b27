"""What there is to see of the pages: each as it opens, filtered to nothing, and with its menus."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from PySide6.QtTest import QTest

from crm import settings
from crm.commands import drafts
from crm.i18n import _
from crm.queries import drafts as waiting
from crm.rules import code_lists
from tests.pictures import cluster
from ui.app import Program
from ui.pages import places

Shot = tuple[str, Callable[[Program], object]]


def before() -> Iterable[Shot]:
    """Without a register."""
    yield "welcome", lambda program: None
    yield "welcome-problem", _no_file
    yield "welcome-waiting", _waiting
    yield "first-steps", _first_steps
    yield "new-cluster", _new_cluster


def _new_cluster(program: Program) -> None:
    program.window.show_welcome()
    program.window.actions_.of["new_register"].trigger()


def _waiting(program: Program) -> None:
    program.window.waiting = (Path("Medlemmer 2026.xlsx"),)
    program.window.show_welcome()
    program.window.page().restore({"name": "Polarhav bioklynge"})  # type: ignore[union-attr]


def _first_steps(program: Program) -> None:
    """A new cluster on its first day."""
    from ui.pages import beginning

    program.window.waiting = ()
    beginning.make(program.window.desk, Path(mkdtemp(dir=settings.folder())) / "Havklyngen.klynge", "Havklyngen")
    program.registers.show_created()


def _no_file(program: Program) -> None:
    """The file of last time is gone."""
    program.window.show_welcome(_("There is no file {file}.").format(file="Klyngen.klynge"))


def shots() -> Iterable[Shot]:
    """With the sample cluster."""
    for place in places.PLACES:
        yield place.key, partial(go, key=place.key)
    for key in ("members", "contributions", "contacts", "interactions", "followups", "activities", "projects"):
        yield f"{key}-nothing", partial(go, key=key, text="xyzxyz")
    for tab, name in ((1, "people"), (2, "membership"), (3, "about")):
        yield f"member-{name}", partial(_member, tab=tab)
    yield "contributions-single", partial(go, key="contributions", tab=1)
    yield "contributions-waiting", _waiting_contributions
    yield "reports-gaps", partial(_report, shown="gaps")
    yield "reports-missing", partial(_report, figure="K29", tab=1)
    yield "reports-parted", partial(_report, figure="K15", tab=3)
    yield "today-drafts", _drafts
    yield "contacts-archived", partial(go, key="contacts", chips=["archived"])
    yield "interactions-filtered", _filtered
    yield "settings-below", _settings_below
    yield "rates-new", _rates
    yield "import-how", _import_how
    yield "contact-came-from", _came_from
    yield "palette", _palette
    yield "palette-text", partial(_palette, words="restråst")
    yield "palette-empty", lambda program: program.window.open_palette()
    for menu in ("file", "edit", "view", "record", "tools", "help"):
        yield f"menu-{menu}", partial(_menu, name=menu)
    yield "window-member", lambda program: program.window.open_apart(*cluster_member())
    yield "timeline-changes", _changes
    yield "project-note", _note
    yield "projects-board", _board
    yield "goal-indicators", partial(go, key="goals", id=9)
    yield "goals-nothing", partial(go, key="goals", text="xyzxyz")
    yield "followups-by-person", partial(go, key="followups", chips=["by_person"])
    yield "followup-repeats", _repeats
    yield "meeting-files", _files
    yield "members-quiet", partial(go, key="members", chips=["quiet"])
    yield "toast", _toast


def go(program: Program, key: str, **what: Any) -> None:
    """Go to a page as it opens: no filter, no draft of the shot before."""
    for draft in waiting.waiting():
        drafts.drop(draft.name)  # that of the picture before
    program.window.go(key, **({"text": "", "chips": []} | what))


def _board(program: Program) -> None:
    go(program, "projects", board=True, id=1)
    program.window.desk.memory.pop("projects.shown")  # the next one sees the table


def _rates(program: Program) -> None:
    program.window.go("settings")
    program.window.page().rates.edit(None)  # type: ignore[union-attr]


def _member(program: Program, tab: int) -> None:
    program.window.go("members", chips=[], text="", tab=tab, id=cluster.chosen()["organisation"])
    program.window.page().detail.show_tab(tab)  # type: ignore[union-attr]


def cluster_member() -> tuple[str, int]:
    """The member that most pictures show."""
    return "organisation", cluster.chosen()["organisation"]


def _changes(program: Program) -> None:
    program.window.go("members", chips=[], text="", id=cluster_member()[1])
    detail = program.window.page().detail  # type: ignore[union-attr]
    detail.show_tab(0)
    detail.story.bar.restore({"chosen": ["change", "import"]})
    detail.story.again()


def _report(program: Program, shown: str = "figures", figure: str = "", tab: int = 0) -> None:
    from tests.pictures import taking

    go(program, "reports")
    taking.settle(program)
    page: Any = program.window.page()
    page.look_at(shown)
    if figure:
        page.go_to(figure)
        page.detail.show_tab(tab)


def _waiting_contributions(program: Program) -> None:
    go(program, "contributions", year=2026)
    program.window.page().cards["waiting"].clicked.emit()  # type: ignore[union-attr]


def _repeats(program: Program) -> None:
    from crm.commands import tasks
    from crm.queries.tasks import TasksQuery

    task = TasksQuery().ids()[0]
    tasks.edit(task, repeat_every=3, repeat_unit="month")
    program.window.go("followups", id=task, chips=[], text="")


def _files(program: Program) -> None:
    from crm.commands import attachments
    from crm.queries.interactions import InteractionsQuery

    meeting = InteractionsQuery(until=program.window.today()).ids()[0]
    names = ("Samarbeidsavtale Ishavsenzym, signert av begge.pdf", "Budsjett.xlsx", "Anlegget.jpg", "oppsett.exe")
    attachments.add([attachments.keep(name.encode() * 9_000, name) for name in names], interaction=meeting)
    program.window.go("interactions", id=meeting, text="", filters={})
    _to_the_end(program)


def _to_the_end(program: Program) -> None:
    from PySide6.QtWidgets import QScrollArea

    for area in program.window.page().findChildren(QScrollArea):  # type: ignore[union-attr]
        area.verticalScrollBar().setValue(10_000)


def _drafts(program: Program) -> None:
    drafts.keep("", {"subject": "Samtale i korridoren om restråstoff, med noen som vil være med i søknaden"})
    program.window.go("today")


def _filtered(program: Program) -> None:
    from ui.pages.filters import Choice, periods

    period = periods(program.window.today())[5]
    calls = Choice("phone", code_lists.label("interaction_type", "phone"))
    program.window.go("interactions", text="", filters={"type": calls, "period": period})


def _settings_below(program: Program) -> None:
    program.window.go("settings")
    _to_the_end(program)


def _import_how(program: Program) -> None:
    program.window.go("imports")
    how = program.window.page().detail.how  # type: ignore[union-attr]
    if not how.unfolded():
        how.fold.click()


def _came_from(program: Program) -> None:
    from crm.queries import imports

    batch = imports.ImportsQuery().ids()[0]
    person = next(line.person for line in imports.lines(batch) if line.person is not None)
    program.window.go("contacts", id=person, chips=[], text="")


def _palette(program: Program, words: str = "ha") -> None:
    from ui.kit.palette import Palette

    go(program, "contacts")
    program.window.open_palette()
    program.window.findChild(Palette).edit.setText(words)  # type: ignore[union-attr]


def _note(program: Program) -> None:
    """A project whose note has a checklist, scrolled to it."""
    from PySide6.QtWidgets import QScrollArea

    program.window.go("projects", id=1, text="", filters={}, board=False)
    QTest.qWait(300)
    for area in program.window.page().detail.findChildren(QScrollArea):  # type: ignore[union-attr]
        area.verticalScrollBar().setValue(10_000)


def _menu(program: Program, name: str) -> None:
    go(program, "contacts")
    menu = program.window.actions_.menus[name]
    menu.popup(program.window.mapToGlobal(program.window.menuBar().actionGeometry(menu.menuAction()).bottomLeft()))


def _toast(program: Program) -> None:
    go(program, "contacts")
    program.window.say(_("Archived."), _("Undo"), lambda: None)
