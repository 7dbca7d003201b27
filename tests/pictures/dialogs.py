"""What there is to see of the dialogs: each as it opens from where one comes to it."""

import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from crm.i18n import _
from crm.queries import imports, memberships, people, tasks
from tests.pictures import cluster, damage, duplicates, filters, import_columns, import_plan, letters, out, own_fields
from tests.pictures.calendar import DAY
from ui.app import Program

Shot = tuple[str, Callable[[Program], object]]


def shots() -> Iterable[Shot]:
    """All of them."""
    yield "log", _log
    yield "log-offer", _log_offer
    yield "log-template", _log_template
    yield "log-files", _log_files
    yield "log-edit", partial(_ask, name="log_meeting", of=lambda: {"interaction": 300})
    yield from letters.shots()
    yield "person-new", partial(_ask, name="person")
    yield "person-edit", partial(_ask, name="person", of=lambda: {"person": cluster.chosen()["person"]})
    yield "organisation-new", partial(_ask, name="organisation")
    yield "organisation-edit", partial(_ask, name="organisation", of=_organisation)
    yield "membership-new", partial(_ask, name="membership", of=_organisation)
    yield "change-category", partial(_ask, name="change_category", of=lambda: {"membership": _membership()})
    yield "bridge", partial(_ask, name="bridge", of=lambda: {"go": print})
    yield "several", partial(_ask, name="several", of=lambda: {"about": "organisation", "ids": list(range(1, 15))})
    yield "own-figures", partial(_ask, name="own_figures")
    yield "figure-names", partial(_ask, name="figure_names", of=lambda: {"key": "K10"})
    yield "own-figure", partial(_ask, name="own_figure")
    yield "periods", partial(_ask, name="periods", of=lambda: {"go": print, "today": DAY})
    yield "cross", partial(_ask, name="cross", of=lambda: {"go": print, "today": DAY})
    yield "renew", partial(_ask, name="renew")
    yield "notices", partial(_ask, name="notices")
    yield "propose-fees", partial(_ask, name="propose_fees", of=lambda: {"year": 2027})
    yield "fee-levels", partial(_ask, name="fee_levels")
    yield "bank-list", _bank_list
    yield "contribution-new", _contribution
    yield "hours-list", _hours_list
    yield "contribution-edit", partial(_ask, name="contribution", of=lambda: {"contribution": 1})
    yield "leave", partial(_ask, name="leave", of=lambda: {"membership": _membership()})
    yield "fee", partial(_ask, name="fee", of=lambda: {"membership": _membership()})
    yield "change-employer", partial(_ask, name="change_employer", of=_person)
    yield "position", partial(_ask, name="position", of=_person)
    yield "contact-point", partial(_ask, name="contact_point", of=_person)
    yield "task-new", partial(_ask, name="task")
    yield "task-edit", partial(_ask, name="task", of=lambda: {"task": tasks.TasksQuery().ids()[0]})
    yield from filters.shots()
    yield from out.shots()
    yield "project-new", partial(_ask, name="project")
    yield "project-edit", partial(_ask, name="project", of=lambda: {"project": 1})
    yield "partner", partial(_ask, name="partner", of=lambda: {"project": 1, "part": 1})
    yield "goal-new", partial(_ask, name="goal", of=lambda: {"below": 2})
    yield "goal-edit", partial(_ask, name="goal", of=lambda: {"goal": 4})
    yield "goal-removal", partial(_hanging, verb="delete", table="goal", id=2)
    yield "goal-list", _goal_list
    yield "indicator", partial(_ask, name="indicator", of=lambda: {"indicator": 1})
    yield "indicator-new", partial(_ask, name="indicator", of=lambda: {"goal": 2})
    yield "indicator-values", partial(_ask, name="indicator_values", of=lambda: {"indicator": 5, "today": DAY})
    yield "activity-new", partial(_ask, name="activity")
    yield "activity-edit", partial(_ask, name="activity", of=lambda: {"activity": 50})
    yield "activity-again", partial(_ask, name="activity", of=lambda: {"again": 50})
    yield "activity-template", partial(_ask, name="activity_template", of=lambda: {"template": _template()})
    yield "who-came", _who_came
    yield "certificates", partial(_ask, name="certificates", of=lambda: {"activity": 50, "signs": 1})
    yield "attendance-list", _attendance_list
    yield "attendees", partial(_ask, name="attendees", of=lambda: {"activity": 50})
    yield "backups", _backups
    yield "snooze", partial(_ask, name="snooze", of=lambda: {"task": tasks.TasksQuery().ids()[0]})
    yield "import", partial(_ask, name="import_list")
    yield "import-columns", _import_columns
    yield "import-password", _import_password
    yield "unlock", partial(_ask, name="unlock", of=lambda: {"path": Path("Polarhav.klynge")})
    yield "protect", partial(_ask, name="protect", of=lambda: {"name": "Polarhav"})
    yield "unprotect", partial(_ask, name="unprotect", of=lambda: {"name": "Polarhav"})
    yield "import-looks-wrong", _import_looks_wrong
    yield "import-sheets", _import_sheets
    yield "import-columns-asks", import_columns.columns
    yield "import-left-out", import_columns.left_out
    yield "import-grid", import_plan.grid
    yield "import-asked", import_plan.asked
    yield "import-meeting", import_plan.meeting
    yield "import-replace", import_plan.searching
    yield "import-missing", import_plan.missing
    yield "import-done", import_plan.done
    yield "take-back", partial(_ask, name="take_back", of=_step)
    yield "reconciled", _reconciled
    yield from damage.shots()
    yield "report-export", partial(_ask, name="report_export", of=lambda: {"year": 2026})
    yield (
        "history",
        partial(_ask, name="record_history", of=lambda: {"table": "person", "row": cluster.chosen()["person"]}),
    )
    yield "new", partial(_ask, name="new_record")
    for kind, of in (
        ("organisation", _organisation),
        ("person", _person),
        ("interaction", lambda: {"interaction": 300}),
    ):
        yield f"brief-{kind}", partial(_brief, kind=kind, of=of)
    yield "hanging-archive", partial(_hanging, verb="archive")
    yield "hanging-delete", partial(_hanging, verb="delete")
    yield "hanging-heir", _heir
    yield from duplicates.shots()
    yield "words-tags", partial(_ask, name="words", of=lambda: {"chosen": "tags"})
    yield "words", partial(_ask, name="words")
    yield "words-entries", partial(_ask, name="words", of=lambda: {"chosen": "membership_category"})
    yield "words-entry", partial(_word, verb="ask")
    yield "words-replace", partial(_word, verb="ask_other")
    yield "words-term", _term
    yield "words-tag", _tag
    yield "shortcuts", partial(_ask, name="shortcuts")
    yield "about", partial(_ask, name="about")
    yield "counts-for", _counts_for  # the last ones: they change what stands in the register
    yield "contact-doubts", lambda program: program.window.go("contacts", _corrected())
    yield from own_fields.shots()


def _ask(program: Program, name: str, of: Callable[[], dict[str, Any]] = dict) -> None:
    from importlib import import_module

    import_module(f"ui.dialogs.{name}").ask(program.window, **of())


def _backups(program: Program) -> None:
    """Two backups; the older one is looked into."""
    import os
    import shutil
    from datetime import datetime

    from crm.commands import backups as commands
    from crm.queries import backups as queries
    from tests.ui.register import settle
    from ui.dialogs import backups

    register = program.window.file
    assert register is not None
    shutil.rmtree(queries.folder(register), ignore_errors=True)
    commands.take("timer")
    for copy in queries.listed(register):
        for number, (day, reason) in enumerate(
            (("2026-11-23 09.31", "import"), ("2026-11-23 12.02", "timer")), start=1
        ):
            other = shutil.copyfile(copy.path, copy.path.with_name(f"{day} {reason}-{number:04}.klynge"))
            os.utime(other, (datetime(2026, 11, 23).timestamp(),) * 2)
        if copy.number > 2 or copy.made.date() != datetime(2026, 11, 23).date():
            copy.path.unlink()
    dialog = backups.ask(program.window, register=register, doors=backups.Doors(restore=print, keep_second=print))
    settle(lambda: not (dialog.jobs and dialog.jobs.busy()) and dialog.save_button.isEnabled())


def _reconciled(program: Program) -> None:
    """A report frozen before the last edit, as somebody asks two years later; the edit is taken back behind it."""
    from datetime import date

    from crm.commands import history, memberships, organisations
    from crm.reports import run
    from tests.ui.register import settle
    from ui.dialogs import reconciled

    frozen = run.freeze(run.make(2023, today=date(2024, 1, 20)))
    new = organisations.add("Kvalsund Tareprodukter AS", helix_sector="company", municipality_code="5603")
    memberships.join(new, joined_on=date(2023, 11, 1))
    dialog = reconciled.ask(program.window, run=frozen.run)
    settle(lambda: dialog.found is not None)
    for _edit in range(2):
        history.undo()


def _log(program: Program) -> None:
    """As it looks when it is nearly done: the line has filled the fields."""
    from ui.dialogs import log_meeting, log_offers
    from ui.dialogs.log_offers import Meant
    from ui.kit.people_field import Suggestion
    from ui.kit.quick_line import QuickLine

    dialog = log_meeting.ask(program.window, person=cluster.chosen()["person"])
    assert dialog.form is not None
    line = dialog.form.widget("subject")
    assert isinstance(line, QuickLine)
    who = next(one for one in people.suggest("a") if one.id != cluster.chosen()["person"])
    line.setText("Pilot for havvind @")
    line.picked.emit(Meant("who", who.name, Suggestion(who.id, who.name)), 18, 19)
    area = next(row.data for row in log_offers.rows("#", "", None) if row.data.kind == "focus")
    line.setText(line.text().rstrip() + " #")
    line.picked.emit(area, len(line.text()) - 1, len(line.text()))
    line.insert("tirsdag kl 10 45 min > sende partnerliste fredag")
    dialog.form.set_values(
        {"notes": "Vil være med i søknaden til Grønn plattform. Trenger partnerliste før 15. desember."}
    )


def _log_files(program: Program) -> None:
    """Files lie on it that are saved with it."""
    from crm.commands import attachments
    from ui.dialogs import log_meeting

    dialog = log_meeting.ask(program.window, person=cluster.chosen()["person"])
    assert dialog.form is not None
    names = "Samarbeidsavtale Ishavsenzym, signert av begge.pdf", "Budsjett.xlsx"
    kept = [attachments.keep(name.encode() * 9_000, name) for name in names]
    dialog.form.set_values({"subject": "Avtalen", "place": "Forskningsparken, rom 2"})
    dialog.form.fields["attachments"].put(kept)


def _log_offer(program: Program) -> None:
    """What drops down behind a sign."""
    from ui.dialogs import log_meeting
    from ui.kit.quick_line import QuickLine

    dialog = log_meeting.ask(program.window)
    assert dialog.form is not None
    line = dialog.form.widget("subject")
    assert isinstance(line, QuickLine)
    line.insert("Pilot for havvind @nor")


def _log_template(program: Program) -> None:
    """What the first template fills."""
    from crm.queries import log_templates
    from ui.dialogs import log_meeting
    from ui.dialogs.log_filling import Filling

    dialog = log_meeting.ask(program.window, organisation=cluster.chosen()["organisation"])
    for filling in dialog.findChildren(Filling):
        filling.apply(log_templates.all()[0])


def _import_columns(program: Program) -> None:
    """As it is when a workbook of two sheets, or a text that can be read in two ways, is read: here the text."""
    from ui.dialogs import import_given, import_list
    from ui.dialogs.listing import Listing

    dialog = import_list.ask(program.window, given=import_given.Given("Deltakere høstmøtet.csv", cells=cluster.LIST))
    import_plan.until(lambda: dialog.step() == import_list.COLUMNS and bool(dialog.columns.findChildren(Listing)))


def _import_password(program: Program) -> None:
    from ui.dialogs import import_password

    wrong = _("The password does not open “{name}”. Mind capital letters, or ask whoever sent the file.")
    name = "Deltakere høstmøtet.xlsx"
    import_password.ask(program.window, name=name, wrong=wrong.format(name=name))


def _import_looks_wrong(program: Program) -> None:
    from crm.exchange.readers import reading
    from ui.dialogs import import_looks_wrong

    source = reading.read(cluster.LIST.encode("cp1252"), "Deltakere høstmøtet.csv")
    import_looks_wrong.ask(program.window, source=source)


def _import_sheets(program: Program) -> None:
    from crm.exchange import header
    from crm.exchange.source import Row, Sheet, Source
    from ui.dialogs import import_sheets

    rows: list[Row] = [[*line.split(";")] for line in cluster.LIST.splitlines()]
    sheets = Sheet("Deltakere", [["Høstmøtet 2026"], [], *rows]), Sheet("Venteliste", rows[:3]), Sheet("Program", [])
    source = Source("xlsx", None, (*sheets, Sheet("Gamle adresser", rows[:5], hidden=True)))
    import_sheets.ask(program.window, looks=header.looks(source), present="Deltakere")


def _brief(program: Program, kind: str, of: Callable[[], dict[str, int]]) -> None:
    from ui.dialogs import brief

    brief.ask(program.window, kind=kind, id=of()[kind], today=program.window.today())


def _counts_for(program: Program) -> None:
    from crm.commands import people as commands

    (position, *_others) = people.positions(_corrected())
    other = next(one for one in (1, 2) if one != position.organisation_id)
    commands.edit_position(position.id, organisation=other)
    _ask(program, "counts_for")


def _corrected() -> int:
    """Somebody who was met."""
    from crm.queries import interactions

    return next(
        row.person_id
        for id in interactions.InteractionsQuery().ids()
        for row in interactions.participants(id)
        if row.person_id is not None
    )


def _person() -> dict[str, int]:
    return {"person": people.PeopleQuery().ids()[3]}


def _organisation() -> dict[str, int]:
    return {"organisation": cluster.chosen()["organisation"]}


def _membership() -> int:
    from crm.queries import organisations

    return organisations.detail(cluster.chosen()["organisation"]).memberships[0].id


def _step() -> dict[str, int]:
    batch = imports.ImportsQuery().ids()[0]
    step = imports.ImportsQuery().rows([batch])[batch].step
    assert step is not None and memberships
    return {"step": step}


def _template() -> int:
    from crm.queries import activity_templates

    return activity_templates.all()[0].id


def _who_came(program: Program) -> None:
    """Half ticked, several selected."""
    from ui.dialogs import who_came

    coming = next(id for id, row in _activities().items() if row.status == "planned" and row.name.startswith("Jule"))
    dialog = who_came.ask(program.window, activity=coming, held=True)
    dialog.list.select_ids(range(5))
    dialog.turn()
    dialog.list.select_ids([6])
    dialog.mark(status="no_show")
    dialog.list.select_ids([1, 2])
    dialog.mark(role="speaker")


def _activities() -> dict[int, Any]:
    from crm.queries.activities import ActivitiesQuery

    return ActivitiesQuery().rows(ActivitiesQuery().ids())


def _attendance_list(program: Program) -> None:
    """A list of those who came, with one that is asked about."""
    names = [f"{one.name} ({one.organisation})" for one in people.suggest("an", 8)]
    from ui.dialogs import attendance_list

    dialog = attendance_list.ask(program.window, activity=50)
    first, second, *others = names
    turned = second.replace("e", "i", 1)
    lines = (first, turned, *others, "Liv Strand, Havtang AS", "+ 3 studenter", "Per (avbud)")
    dialog.list.setPlainText("\n".join(lines))
    import_plan.until(lambda: bool(dialog.found()) and not dialog.working())


def _goal_list(program: Program) -> None:
    """A list with what is new, what changes, what is there and what cannot stand there."""
    from crm.queries import goals
    from ui.dialogs import goal_list_file

    program.window.go("goals")
    one = next(row for row in goals.tree() if row.level == "main")
    file = Path(tempfile.mkdtemp()) / "Mål 2027.csv"
    rows = (
        "Nivå;Mål;Står under;Fra år;Til år;Indikator;Enhet;Mål 2028;2025;2026",
        f"Hovedmål;{one.text_nb};;;2030;;;;;",
        "Visjon;Havet gir arbeid til alle;;;;;;;;",
        f"Delmål;Flere kvinner i styrene;{one.text_nb};2025;2028;Kvinner i styrer;Prosent;40;31,5;34",
        "Resultatmål;Ti nye lærebedrifter;Flere kvinner i styrene;;;Lærebedrifter;Antall;10;2;",
        "Delmål;Mer eksport;Et mål som ikke finnes;;;Eksport;Kroner;900 000 000;;",
    )
    file.write_text("\n".join(rows), encoding="utf-8")
    goal_list_file.ask(program.window, file=file)


def _hours_list(program: Program) -> None:
    """Hours of members, one of whom is asked about; some are above the cap, one stands there already."""
    from pathlib import Path
    from tempfile import gettempdir

    from crm.queries.contributions import ContributionsQuery
    from ui.dialogs import hours_list

    there = ContributionsQuery(year=2026, kind="hours").lines()
    lines = ["Bedrift;Navn;Dato;Timer;Timesats;Aktivitet"]
    for place, one in enumerate(there[:6]):
        hours, rate = ((one.minutes or 0) / 60, 600) if place == 3 else (7.5 + place, (600, 900, 1_450)[place % 3])
        day = f"{one.given_on:%d.%m.%Y}" if place == 3 else f"{place + 3:02}.11.2026"
        lines.append(f"{one.name};Kari Berg;{day};{hours:g};{rate};{one.notes}".replace(".5;", ",5;"))
    lines += ["Havteknikk Nord;Per Li;09.11.2026;4;600;Innlegg", "Havteknikk Nord;Per Li;31.11.2026;4;600;Innlegg"]
    file = Path(gettempdir()) / "Timer november.csv"
    file.write_text("\n".join(lines), encoding="utf-8-sig")
    hours_list.ask(program.window, file=file, year=2026)


def _contribution(program: Program) -> None:
    """Hours above the cap, without a document."""
    from ui.dialogs import contribution

    dialog = contribution.ask(program.window, organisation=cluster.chosen()["organisation"], year=2026)
    assert dialog.form is not None
    dialog.form.set_values({"minutes": 20 * 60, "rate": 1_500_00})
    dialog.form.edited.emit("rate")


def _bank_list(program: Program) -> None:
    """Payments of fees that are open, with some that pay none."""
    from pathlib import Path
    from tempfile import gettempdir

    from crm.queries import fees
    from ui.dialogs import bank_list

    lines = ["Dato;Beskrivelse;Inn på konto;Referanse"]
    for place, fee in enumerate(fees.opened()[:9]):
        kroner = fee.amount // 100 + (500 if place == 4 else 0)
        text = f"Fra {fee.name.upper()}" if place % 2 else "Overføring innland"
        lines.append(f"{place + 2:02}.11.2026;{text};{kroner},00;{'' if place % 2 else 'KID ' + fee.reference}")
    lines.append("17.11.2026;Kari Nordmann, deltakeravgift;750,00;")
    file = Path(gettempdir()) / "Innbetalinger november.csv"
    file.write_text("\n".join(lines), encoding="utf-8-sig")
    bank_list.ask(program.window, file=file)


def _word(program: Program, verb: str) -> None:
    """An entry that is edited, or another put in its place: only the dialog on top is looked at."""
    from ui.dialogs import words, words_entries

    below = words.ask(program.window, chosen="membership_category")
    panel = below.findChildren(words_entries.Entries)[0]
    made = getattr(words_entries, verb)(panel, panel.listing.rows()[1])
    made.setParent(program.window, made.windowFlags())
    below.close()
    made.open()


def _term(program: Program) -> None:
    from ui.dialogs import words, words_terms

    below = words.ask(program.window)
    made = words_terms.ask(below.findChildren(words_terms.Terms)[0], "member")
    made.setParent(program.window, made.windowFlags())
    below.close()
    made.open()


def _tag(program: Program) -> None:
    from ui.dialogs import words, words_tags

    below = words.ask(program.window, chosen="tags")
    panel = below.findChildren(words_tags.Tags)[0]
    made = words_tags.ask(panel, words_tags.TagLine(1, "styret", 7))
    made.setParent(program.window, made.windowFlags())
    below.close()
    made.open()


def _hanging(program: Program, verb: str, table: str = "organisation", id: int = 0) -> None:
    from ui.dialogs import hanging

    getattr(hanging, verb)(program.window, table=table, id=id or _organisation()["organisation"], done=print)


def _heir(program: Program) -> None:
    from ui.dialogs import hanging

    hanging.heir(program.window, table="focus_area", id=2, archiving=True, done=print)
