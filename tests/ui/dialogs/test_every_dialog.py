"""All dialogs, looked over as a person would: nothing cut, nothing nameless, nothing that flickers, Esc leaves."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from crm import i18n
from crm.commands import (
    activities,
    activity_templates,
    contributions,
    goals,
    own_fields,
    own_values,
    projects,
    removal,
    results,
    saved_views,
)
from crm.commands import people as people_commands
from crm.commands import went_out as went_out_commands
from crm.exchange import header
from crm.exchange.source import Alternative, Sheet, Source
from crm.i18n import _
from crm.queries import contact_points, people
from crm.store.database import value
from crm.store.recovery_report import Report
from tests.ui.dialogs.conftest import Cluster
from tests.ui.dialogs.typist import Typist
from tests.ui.kit.measure import cut_words, nameless
from ui.actions import Actions
from ui.dialogs import (
    about,
    activity,
    activity_template,
    attendance_list,
    attendees,
    bank_list,
    bridge,
    brief,
    certificates,
    change_category,
    change_employer,
    check,
    choose_columns,
    conflict,
    contact_point,
    contribution,
    counts_for,
    cross,
    duplicates,
    erase,
    fact_list_file,
    facts,
    fee,
    fee_levels,
    figure_names,
    filter_builder,
    goal,
    goal_list_file,
    hanging,
    hours_list,
    import_list,
    import_looks_wrong,
    import_password,
    import_sheets,
    indicator,
    indicator_values,
    leave,
    log_meeting,
    mailing,
    mark_fees,
    membership,
    merge,
    merge_with,
    new_record,
    notices,
    objected,
    organisation,
    own_choices,
    own_field,
    own_figure,
    own_figures,
    partner,
    periods,
    person,
    position,
    print_list,
    project,
    propose_fees,
    protect,
    reconciled,
    record_history,
    recovered,
    recycle_bin,
    renew,
    report_export,
    round_trip,
    several,
    shortcuts,
    snooze,
    take_back,
    task,
    unlock,
    unprotect,
    view_name,
    went_out,
    who_came,
    whole_year,
    words,
)
from ui.kit import paper, theme
from ui.kit.dialog import Dialog

Open = Callable[[QWidget, Cluster], Dialog]


def _position(window: QWidget, cluster: Cluster) -> Dialog:
    return position.ask(window, person=cluster.ada, position=people.positions(cluster.ada)[0].id)


def _project() -> int:
    made = projects.add("Restråstoff til helse", stage="running", budget=1_000_000_00)
    projects.add_partner(made, organisation_name="Tarelaget SA", cash=50_000_00, minutes=600)
    return made


def _goal() -> int:
    made = goals.add("main", "Flere medlemmer i hele regionen", text_en="More members in the whole region")
    goals.add("sub", "Verve bedrifter", parent=made)
    return made


def _goal_removal(window: QWidget, cluster: Cluster) -> Dialog:
    made = hanging.delete(window, table="goal", id=_goal(), done=lambda _words: None)
    assert made is not None
    return made


def _indicator() -> int:
    values = {"figure_key": "K01", "baseline": 30_00, "baseline_year": 2023, "target": 45_00, "target_year": 2027}
    return goals.add_indicator(_goal(), "Antall medlemmer", **values)


def _activity() -> int:
    return activities.add("Høstkonferanse", start_on=date(2026, 10, 30), status="held", minutes=420, satisfaction=430)


def _attended(cluster: Cluster) -> int:
    made = _activity()
    activities.attend(made, person=cluster.ada, role="speaker")
    activities.attend(made, person=cluster.bo, status="registered")
    return made


def _own_choice() -> int:
    return own_fields.add("organisation", "Vekstfase", "choice", choices=("Oppstart", "Skalering"), help="Til støtte")


def _with_own_fields(person: int) -> int:
    made = [
        own_fields.add("person", f"Vårt felt av typen {kind}", kind, choices=("Alger", "Havvind i nord"))
        for kind in ("text", "number", "date", "choice", "yes_no", "link")
    ]
    own_values.put("person", person, {made[0]: "Pilot", made[4]: False})
    return person


def _point(window: QWidget, cluster: Cluster) -> Dialog:
    point = contact_points.contact_points(person=cluster.ada)[0]
    return contact_point.ask(window, person=cluster.ada, point=point.id)


def _conflict(window: QWidget, cluster: Cluster) -> Dialog:
    fields = {"first_name": ("Ada", "Adele", "Ida"), "informed_on": (None, date(2026, 2, 3), None)}
    return conflict.ask(window, table="person", fields=fields, settled=lambda chosen: None)


def _contribution(window: QWidget, cluster: Cluster) -> Dialog:
    made = contributions.add(cluster.nordlys, 2026, kind="hours", minutes=600, rate=1_500_00, activity=_activity())
    return contribution.ask(window, contribution=made)


def _bank_list(window: QWidget, cluster: Cluster) -> Dialog:
    file = Path(tempfile.gettempdir()) / "klynge-innbetalinger.csv"
    file.write_text("Dato;Tekst;Beløp\n2.11.2026;Nordlys AS;100,00\n", encoding="utf-8")
    return bank_list.ask(window, file=file)


def _backups(window: QWidget, cluster: Cluster) -> Dialog:
    from crm.commands import backups as commands
    from ui.dialogs import backups

    copy = commands.take("asked")
    register = copy.parent.with_name(copy.parent.name.removesuffix(" backups") + ".klynge")
    return backups.ask(window, register=register, doors=backups.Doors(restore=print, keep_second=print))


def _fact_list_file(window: QWidget, cluster: Cluster) -> Dialog:
    file = Path(tempfile.gettempdir()) / "klynge-medier.csv"
    file.write_text("Dato;Tittel;Medium\n3.2.2026;Alger i nord;iTromsø\n31.2.2026;Feil;NRK\n", encoding="utf-8")
    return fact_list_file.ask(window, "media_item", file=file, year=2026)


def _goal_list_file(window: QWidget, cluster: Cluster) -> Dialog:
    file = Path(tempfile.gettempdir()) / "klynge-maal.csv"
    file.write_text("Nivå;Mål;Indikator;Måltall\nHovedmål;Vekst;Omsetning;12\nDelmål;Nord;;tolv\n", encoding="utf-8")
    return goal_list_file.ask(window, file=file)


def _hours_list(window: QWidget, cluster: Cluster) -> Dialog:
    file = Path(tempfile.gettempdir()) / "klynge-timer.csv"
    file.write_text(
        "Bedrift;Dato;Timer;Sats\nHavteknikk;2.11.2026;4;1500\nNordlys AS;2.11.2026;4;1500\n", encoding="utf-8"
    )
    return hours_list.ask(window, file=file, year=2026)


def _shortcuts(window: QWidget, cluster: Cluster) -> Dialog:
    main = QMainWindow(window)
    main.menus = Actions(main, lambda key: None, lambda key, menu: None)  # type: ignore[attr-defined]
    return shortcuts.ask(main)


SOURCE = Source(
    *("csv", "utf-8", (Sheet("A", [["Navn", "E-post"], ["Åse", "ase@a.example"]]), Sheet("B", []))),
    delimiter=";",
    alternatives=tuple(Alternative(one, ";", (("Navn", "E-post"), ("Åse", "x"))) for one in ("cp1252", "mac_roman")),
)


def _on_paper(_progress: object) -> paper.Table:
    return paper.Table("Kontakter", [paper.Head("Navn"), paper.Head("Ansatte", right=True)], [("Åse", "12"), "Ute"])


def _round_trip(window: QWidget, cluster: Cluster) -> Dialog:
    from tests.crm.exchange.round_trip.test_round_trip import Excel, read, sent

    with tempfile.TemporaryDirectory() as folder:
        path = sent(Path(folder) / "liste.xlsx")
        excel = Excel(path).put("Nordlys AS", _("Town"), "Alta")
        return round_trip.ask(window, source=read(excel.save()), file="liste.xlsx", today=date(2026, 11, 23))


RECOVERED = Report(
    pages=812,
    rows={"person": 412, "organisation": 36},
    from_journal=[("person", 7), ("person", 8)],
    gone=[("interaction", 31)],
    changes=2,
)


def _reconciled(window: QWidget, cluster: Cluster) -> Dialog:
    from crm.reports import run

    return reconciled.ask(window, run=run.freeze(run.make(2025)).run)


def _asked(verb: str, window: QWidget, organisation: int) -> Dialog:
    made: Dialog | None = getattr(hanging, verb)(window, table="organisation", id=organisation, done=print)
    assert made is not None, "something hangs on it"
    return made


def _duplicates(window: QWidget, cluster: Cluster) -> Dialog:
    people_commands.add(first_name="Ada", last_name="Bergh", organisation=cluster.nordlys)
    return duplicates.ask(window)


def _merge(window: QWidget, cluster: Cluster) -> Dialog:
    other = people_commands.add(first_name="Ada", last_name="Bergh", organisation=cluster.nordlys, notes="Kort")
    people_commands.edit(cluster.ada, notes="Lang")
    return merge.ask(window, kind="person", one=cluster.ada, other=other)


def _recycle_bin(window: QWidget, cluster: Cluster) -> Dialog:
    people_commands.archive(cluster.bo)
    removal.delete("person", cluster.eva)
    return recycle_bin.ask(window)


def _went_out(window: QWidget, cluster: Cluster) -> Dialog:
    went_out_commands.note("Kontakter", 1_214, how="outlook", purpose="newsletter")
    return went_out.ask(window)


def _columns(window: QWidget, cluster: Cluster) -> Dialog:
    offered = [choose_columns.Offered("name", "Name"), choose_columns.Offered("city", "Town", "Address")]
    chosen = choose_columns.Chosen(("name",), 1)
    return choose_columns.ask(window, offered=offered, chosen=chosen, standard=chosen)


def _renamed_view(window: QWidget, cluster: Cluster) -> Dialog:
    return view_name.rename(window, view=saved_views.save("person", "Alle", "{}"))


DIALOGS: dict[str, Open] = {
    "choose_columns": _columns,
    "view_name, rename": _renamed_view,
    "view_name, save": lambda window, cluster: view_name.save(
        window, about="person", content="{}", says="Contacts in Tromsø", staff=1
    ),
    "about": lambda window, cluster: about.ask(window),
    "brief": lambda window, cluster: brief.ask(
        window, kind="organisation", id=cluster.nordlys, today=date(2026, 11, 23)
    ),
    "change_employer": lambda window, cluster: change_employer.ask(window, person=cluster.ada),
    "conflict": _conflict,
    "contact_point": lambda window, cluster: contact_point.ask(window, person=cluster.ada),
    "contact_point, edited": _point,
    "contribution": lambda window, cluster: contribution.ask(window),
    "contribution, edited": _contribution,
    "counts_for": lambda window, cluster: counts_for.ask(window),
    "fee": lambda window, cluster: fee.ask(window, membership=cluster.membership),
    "import_list": lambda window, cluster: import_list.ask(window),
    "import_password": lambda window, cluster: import_password.ask(window, name="liste.xlsx", wrong="Nei."),
    "import_looks_wrong": lambda window, cluster: import_looks_wrong.ask(window, source=SOURCE),
    "import_sheets": lambda window, cluster: import_sheets.ask(window, looks=header.looks(SOURCE), present="A"),
    "backups": _backups,
    "bank_list": _bank_list,
    "several": lambda window, cluster: several.ask(window, about="person", ids=[cluster.ada, cluster.bo]),
    "cross": lambda window, cluster: cross.ask(window, go=print),
    "figure_names": lambda window, cluster: figure_names.ask(window),
    "own_figures": lambda window, cluster: own_figures.ask(window),
    "own_figure": lambda window, cluster: own_figure.ask(window),
    "periods": lambda window, cluster: periods.ask(window, go=print),
    "bridge": lambda window, cluster: bridge.ask(window, go=lambda id: None),
    "change_category": lambda window, cluster: change_category.ask(window, membership=cluster.membership),
    "check": lambda window, cluster: check.ask(window, recover=print),
    "recovered": lambda window, cluster: recovered.ask(
        window, file="Klynge berget.klynge", damaged="Klynge.klynge", lines=RECOVERED.lines()
    ),
    "filter_builder": lambda window, cluster: filter_builder.ask(window, "organisation", done=print),
    "hours_list": _hours_list,
    "fee_levels": lambda window, cluster: fee_levels.ask(window),
    "fee_levels, one line": lambda window, cluster: fee_levels.ask_level(window),
    "mailing": lambda window, cluster: mailing.ask(
        window, people=[cluster.ada, cluster.bo], title="Contacts", today=date(2026, 11, 23)
    ),
    "mark_fees, invoiced": lambda window, cluster: mark_fees.invoiced(window, chosen=[1], amount=100),
    "mark_fees, paid": lambda window, cluster: mark_fees.paid(window, chosen=[1], amount=100),
    "notices": lambda window, cluster: notices.ask(window),
    "propose_fees": lambda window, cluster: propose_fees.ask(window, year=2027),
    "renew": lambda window, cluster: renew.ask(window),
    "leave": lambda window, cluster: leave.ask(window, membership=cluster.membership),
    "log_meeting": lambda window, cluster: log_meeting.ask(window, person=cluster.ada),
    "membership": lambda window, cluster: membership.ask(window, organisation=cluster.fjordtech),
    "membership, edited": lambda window, cluster: membership.ask(
        window, organisation=cluster.nordlys, membership=cluster.membership
    ),
    "new_record": lambda window, cluster: new_record.ask(window),
    "organisation": lambda window, cluster: organisation.ask(window),
    "organisation, edited": lambda window, cluster: organisation.ask(window, organisation=cluster.nordlys),
    "person": lambda window, cluster: person.ask(window, organisation=cluster.nordlys),
    "person, edited": lambda window, cluster: person.ask(window, person=cluster.ada),
    "position": lambda window, cluster: position.ask(window, person=cluster.ada),
    "position, edited": _position,
    "record_history": lambda window, cluster: record_history.ask(window, table="person", row=cluster.ada),
    "reconciled": _reconciled,
    "report_export": lambda window, cluster: report_export.ask(window, year=2025),
    "round_trip": _round_trip,
    "shortcuts": _shortcuts,
    "hanging, archive": lambda window, cluster: _asked("archive", window, cluster.nordlys),
    "hanging, delete": lambda window, cluster: _asked("delete", window, cluster.nordlys),
    "hanging, another": lambda window, cluster: hanging.heir(
        window, table="organisation", id=cluster.nordlys, archiving=True, done=print
    ),
    "own field": lambda window, cluster: own_field.ask(window, about="organisation"),
    "own field, edit": lambda window, cluster: own_field.ask(window, field=_own_choice()),
    "own choices": lambda window, cluster: own_choices.ask(window, field=_own_choice()),
    "person, own fields": lambda window, cluster: person.ask(window, person=_with_own_fields(cluster.ada)),
    "words, tags": lambda window, cluster: words.ask(window, chosen="tags"),
    "words": lambda window, cluster: words.ask(window),
    "words, a list": lambda window, cluster: words.ask(window, chosen="segment"),
    "snooze": lambda window, cluster: snooze.ask(window, task=cluster.task),
    "take_back": lambda window, cluster: take_back.ask(window, step=value("SELECT max(id) FROM step")),
    "print_list": lambda window, cluster: print_list.ask(window, title="Kontakter", read=_on_paper),
    "objected": lambda window, cluster: objected.ask(window, objected=1, of=214, title="Kontakter"),
    "went_out": _went_out,
    "protect": lambda window, cluster: protect.ask(window, name="Testklyngen"),
    "unprotect": lambda window, cluster: unprotect.ask(window, name="Testklyngen"),
    "unlock": lambda window, cluster: unlock.ask(window, path=Path("Testklyngen.klynge")),
    "project": lambda window, cluster: project.ask(window),
    "project, edited": lambda window, cluster: project.ask(window, project=_project()),
    "partner": lambda window, cluster: partner.ask(window, project=_project()),
    "partner, edited": lambda window, cluster: partner.ask(window, project=_project(), part=1),
    "goal": lambda window, cluster: goal.ask(window),
    "goal, edited": lambda window, cluster: goal.ask(window, goal=_goal()),
    "goal removal": _goal_removal,
    "indicator": lambda window, cluster: indicator.ask(window, goal=_goal()),
    "indicator, edited": lambda window, cluster: indicator.ask(window, indicator=_indicator()),
    "indicator values": lambda window, cluster: indicator_values.ask(
        window, indicator=_indicator(), today=date(2026, 11, 23)
    ),
    "activity": lambda window, cluster: activity.ask(window),
    "activity, edited": lambda window, cluster: activity.ask(window, activity=_activity()),
    "activity, again": lambda window, cluster: activity.ask(window, again=_attended(cluster)),
    "activity template": lambda window, cluster: activity_template.ask(window),
    "activity template, edited": lambda window, cluster: activity_template.ask(
        window, template=activity_templates.keep(_activity())
    ),
    "certificates": lambda window, cluster: certificates.ask(window, activity=_attended(cluster)),
    "certificates, of nobody": lambda window, cluster: certificates.ask(window, activity=_activity()),
    "who came": lambda window, cluster: who_came.ask(window, activity=_attended(cluster)),
    "who came, nobody": lambda window, cluster: who_came.ask(window, activity=_activity()),
    "attendance list": lambda window, cluster: attendance_list.ask(window, activity=_activity()),
    "attendees": lambda window, cluster: attendees.ask(window, activity=_activity()),
    "duplicates": _duplicates,
    "merge": _merge,
    "merge, organisations": lambda window, cluster: merge.ask(
        window, kind="organisation", one=cluster.nordlys, other=cluster.fjordtech
    ),
    "erase": lambda window, cluster: erase.ask(window, person=cluster.ada),
    "merge_with": lambda window, cluster: merge_with.ask(window, kind="person", one=cluster.ada, done=print),
    "recycle_bin": _recycle_bin,
    "facts, a finance line": lambda window, cluster: facts.ask(window, "finance_line", year=2026),
    "facts, a result edited": lambda window, cluster: facts.ask(window, "result", id=results.add("Sensor", 2026)),
    "facts, a seat": lambda window, cluster: facts.ask(window, "governance_member"),
    "fact_list_file": _fact_list_file,
    "goal_list_file": _goal_list_file,
    "facts, state aid": lambda window, cluster: facts.ask(window, "aid_record", year=2026),
    "whole_year": lambda window, cluster: whole_year.ask(window, year=2026),
    "task": lambda window, cluster: task.ask(window, person=cluster.ada),
    "task, edited": lambda window, cluster: task.ask(window, task=cluster.task),
}


class _Flickers(QObject):
    """Notes what shows itself as a window of its own without being a dialog."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and not isinstance(watched, QDialog):
            self.seen.append(f"{type(watched).__name__} {watched.property('text') or ''}".strip())
        return False


@contextmanager
def nothing_flickers(app: QApplication) -> Iterator[None]:
    watcher = _Flickers()
    app.installEventFilter(watcher)
    yield
    app.removeEventFilter(watcher)
    assert watcher.seen == []


def settled(qtbot: QtBot, qapp: QApplication, dialog: Dialog) -> None:
    if hasattr(dialog, "working"):
        qtbot.waitUntil(lambda: not dialog.working(), timeout=60_000)
    for _turn in range(3):
        qapp.processEvents()


def tabbed_through(qapp: QApplication, dialog: Dialog, keys: Typist) -> None:
    """Every field is reached by the Tab key alone."""
    wanted = {
        field.widget.focusProxy() or field.widget
        for field in (dialog.form.fields.values() if dialog.form is not None else ())
        if field.widget.isVisible() and field.widget.isEnabled() and not isinstance(field.widget, QLabel)  # a heading
    }
    reached: set[QWidget] = set()
    while (focus := qapp.focusWidget()) not in reached and focus is not None:
        reached.add(focus)
        keys.press(Qt.Key.Key_Tab)
    assert wanted <= reached
    assert not wanted or QGuiApplication.focusWindow() is not None
    assert all(combo.accessibleName() for combo in dialog.findChildren(QComboBox))


@pytest.mark.parametrize(("language", "mode"), [("nb", "dark"), ("en", "light")])
@pytest.mark.parametrize("name", DIALOGS)
def test_nothing_is_cut_nothing_is_nameless_data_is_plain_text_tab_reaches_every_field_and_escape_leaves(
    qtbot: QtBot, qapp: QApplication, cluster: Cluster, window: QWidget, keys: Typist, name: str, language: str,
    mode: Literal["light", "dark"],
):  # fmt: skip
    i18n.use(language)
    theme.apply(qapp, mode, 140)
    with nothing_flickers(qapp):
        dialog = DIALOGS[name](window, cluster)
        settled(qtbot, qapp, dialog)
    # The offscreen screen is smaller than any real one: give it the room it asks for.
    dialog.resize(max(dialog.sizeHint().width(), dialog.width()), max(dialog.sizeHint().height(), 760))
    settled(qtbot, qapp, dialog)
    assert cut_words(dialog) == []
    assert nameless(dialog) == []
    dialog.grab()
    formats = {label.textFormat() for label in dialog.findChildren(QLabel) if label.text()}
    assert formats <= {Qt.TextFormat.PlainText}
    assert dialog.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    gone: list[bool] = []
    dialog.destroyed.connect(lambda: gone.append(True))
    qtbot.waitUntil(dialog.isActiveWindow)
    if language == "nb" and name not in ("import_list", "about"):
        tabbed_through(qapp, dialog, keys)
    keys.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(gone))
