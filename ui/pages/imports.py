"""Imports: what came in, from where, when; take it back, see what was rejected and why."""

from collections.abc import Callable, Mapping
from typing import Any

from crm.changes import Changes
from crm.i18n import _, ngettext
from crm.queries.imports import ImportRow, ImportsQuery
from crm.rules import numbers
from ui.kit import when
from ui.kit.page_header import PageHeader
from ui.kit.two_line import Line, RecordLines, RecordList
from ui.pages import halves, moments
from ui.pages.desk import Desk, Page, Status
from ui.pages.import_detail import ImportDetail
from ui.pages.listing import Listing, Nothing, Order


class ImportsPage(Page):
    """The lists that were brought in, newest first, and one of them at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.header = PageHeader(self.title, primary=(_("Import a list"), self.primary_action), icon="import")
        assert self.header.primary is not None
        self.header.primary.setEnabled(desk.writable())
        self._row: int | None = None
        self.view = RecordList()
        self.view.setAccessibleName(self.title)
        self.listing = Listing(
            "imports",
            self.view,
            desk,
            query=lambda _words, _order: ImportsQuery(),
            whole=ImportsQuery,
            nothing=self._nothing,
            order=Order("at", True),
            widen=lambda: None,
        )
        self.view.setModel(RecordLines(self._line, self.listing.fetch, self.view))
        self.detail = ImportDetail(desk, self._take_back)
        left, right = halves.list_card(self.listing.widget), halves.detail_card(self.detail)
        self.body.addWidget(self.header)
        self.body.addWidget(halves.split(desk, "imports", left, right, (40, 60)), 1)
        self.listing.chosen.connect(self._choose)
        self.listing.told.connect(self.told)
        self.told.connect(lambda: halves.hide_without(right, self.listing.shown(), None))
        self.refresh()

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Imports")

    def react(self, changes: Changes) -> None:
        """Any step may be an import, or the end of one."""
        self.refresh()

    def refresh(self) -> None:
        """Ask everything again."""
        self.listing.again(changed=True)

    def show_record(self, id: int) -> None:
        """Lead to an import, and to the row of it that `restore` was told of just before."""
        self.detail.want(id, self._row)
        self._row = None
        self.listing.want(id)

    def primary_action(self) -> None:
        """Import a list."""
        self.desk.action("import")

    def status(self) -> Status:
        """How many there are."""
        shown = self.listing.shown()
        words = ngettext("{count} import", "{count} imports", shown)
        return Status(words.format(count=numbers.show_int(shown)), self.view.selected_count())

    def verbs(self) -> Mapping[str, Callable[[], object]]:
        """Nothing of the menus belongs to an import."""
        return {}

    def state(self) -> dict[str, Any]:
        """The place."""
        return self.listing.state()

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there; `row` is the row of the import that is asked for next."""
        self._row = state.get("row")
        self.listing.restore(state)
        self.listing.again()

    def _line(self, row: ImportRow) -> Line:
        day, exactly = moments.local(row.at)
        told = [
            ngettext("{count} row", "{count} rows", row.rows).format(count=numbers.show_int(row.rows)),
            _("{count} new").format(count=numbers.show_int(row.new)),
        ]
        if row.rejected:
            told.append(_("{count} rejected").format(count=numbers.show_int(row.rejected)))
        chips = ((_("Taken back"), 6),) if row.taken_back else ()
        words = " · ".join(told)
        return Line(row.file_name, words, when.ago(day, self.desk.today()), exactly, chips, key=row.id, icon="file")

    def _nothing(self) -> Nothing:
        why = _("Bring the list of members or contacts you have in Excel. You see what will happen before it does.")
        return Nothing("import", _("Nothing imported yet"), why, _("Import a list…"), self.primary_action)

    def _choose(self, id: int | None) -> None:
        self.detail.show_import(self.listing.record(id))
        self.told.emit()

    def _take_back(self, row: ImportRow) -> None:
        from ui.dialogs import take_back

        if row.step is not None:
            take_back.ask(self.window(), step=row.step)
