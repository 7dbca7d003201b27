"""What there is to see of what goes out of a list: paper, mail lists, the round trip through Excel."""

from collections.abc import Callable, Iterable

from ui.app import Program

Shot = tuple[str, Callable[[Program], object]]


def shots() -> Iterable[Shot]:
    """All of them."""
    yield "print-list", _print_list
    yield "round-trip", _round_trip
    yield "mailing", _mailing
    yield "objected", _objected
    yield "went-out", _went_out


def _print_list(program: Program) -> None:
    """The members on paper; the page behind stays what it was, for the shots that follow."""
    from crm.i18n import _
    from crm.queries.organisations import OrganisationsQuery
    from crm.rules import code_lists, dates
    from tests.pictures.calendar import DAY
    from tests.ui.register import settle
    from ui.dialogs import print_list
    from ui.kit.paper import Head, Table

    query = OrganisationsQuery(members_on=DAY)
    found = query.rows(query.ids())
    heads = [Head(_("Organisation")), Head(_("Town")), Head(_("Actor type")), Head(_("People"), right=True)]
    heads.append(Head(_("Last contact"), whole=True))
    lines = [
        (
            row.name,
            row.city,
            code_lists.label("helix_sector", row.helix_sector),
            str(row.people),
            dates.show(row.last_contact) if row.last_contact else "",
        )
        for row in map(found.__getitem__, query.ids())
    ]
    table = Table(_("Members"), heads, lines, "", dates.show(DAY))
    dialog = print_list.ask(program.window, title=_("Members"), read=lambda _progress: table)
    settle(lambda: dialog.sheet is not None and not dialog.working())


def _round_trip(program: Program) -> None:
    """Some cells edited there, one of them here too, one wrong, a new row, one that is gone."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from crm.commands import organisations
    from crm.exchange.round_trip import book
    from crm.i18n import _
    from crm.queries.organisations import OrganisationsQuery
    from crm.store import undo
    from tests.crm.exchange.round_trip.test_round_trip import Excel, read
    from tests.pictures.calendar import DAY
    from tests.ui.register import settle
    from ui.dialogs import round_trip

    ids = OrganisationsQuery(members_on=DAY).ids()[:9]
    known = OrganisationsQuery().rows(ids)
    names = [known[id].name for id in ids]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "Medlemmer.xlsx"
        book.write(path, "organisation", ids, title=_("Members"), today=DAY)
        excel = Excel(path).put(names[0], _("Town"), "Alta").put(names[0], _("Phone"), "77 60 12 34")
        excel.put(names[1], _("Street"), "Havnegata 12").put(names[2], _("E-mail"), "post(at)firma")
        excel.put(names[3], _("Notes"), "Ny daglig leder fra august").put(names[4], _("Employees"), 14)
        excel.sheet.delete_rows(excel.row(names[8]))
        excel.sheet.cell(excel.sheet.max_row + 1, excel.column(_("Name"))).value = "Kystalge AS"
        source = read(excel.save())
    organisations.edit(ids[1], street="Strandgata 3")
    dialog = round_trip.ask(program.window, source=source, file="Medlemmer.xlsx", today=DAY)
    settle(lambda: dialog.found is not None and not dialog.working())
    undo.undo()  # the next picture finds it as it was


def _mailing(program: Program) -> None:
    from crm.i18n import _
    from crm.queries import mailing as queries
    from crm.queries.organisations import OrganisationsQuery
    from tests.pictures.calendar import DAY
    from ui.dialogs import mailing

    firms = OrganisationsQuery(members_on=DAY).ids()
    dialog = mailing.ask(
        program.window, people=queries.at(firms, DAY), organisations=firms, title=_("Members"), today=DAY
    )
    assert dialog.form is not None
    dialog.form.set_values({"purpose": "newsletter", "into": "outlook"})
    dialog.look()


def _objected(program: Program) -> None:
    from crm.i18n import _
    from ui.dialogs import objected

    objected.ask(program.window, objected=3, of=214, title=_("Contacts"))


def _went_out(program: Program) -> None:
    """What is written for the picture is taken away behind it: a note is no step to undo."""
    from crm.commands import went_out as commands
    from crm.i18n import _
    from crm.queries import went_out as queries
    from crm.store import journal
    from crm.store.database import database, value
    from ui.dialogs import went_out

    last, author, staff = value("SELECT max(id) FROM step"), journal.author, journal.author.staff
    author.staff = value("SELECT min(id) FROM staff")
    commands.note(_("Members"), 62, how=queries.FILE)
    commands.note(_("Contacts"), 214, how=queries.OUTLOOK, purpose="newsletter")
    author.staff = None
    commands.note(_("Contacts"), 38, how=queries.PAPER)
    author.staff = staff
    database.execute_sql("UPDATE step SET at = '2026-11-23T09:30:00Z' WHERE id > ?", (last,))
    went_out.ask(program.window)
    database.execute_sql("DELETE FROM step WHERE id > ?", (last,))
