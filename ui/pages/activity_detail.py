"""One activity: when and where, how many came, and each of them with a tick."""

from functools import partial

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from crm.i18n import _, language, ngettext
from crm.queries import activities
from crm.rules import code_lists, dates, numbers, places
from ui.kit import text, tokens, when
from ui.kit.bar import Bar
from ui.kit.buttons import button, icon_button
from ui.kit.empty import Empty
from ui.kit.flow import FlowLayout
from ui.pages import attending, halves, own_facts
from ui.pages.attendance import Attendance
from ui.pages.desk import Desk
from ui.pages.files import Files
from ui.pages.note import Note
from ui.pages.sheet import Fact, Facts, Head, section


class ActivityDetail(QWidget):
    """The right half of the activities page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.activity: activities.ActivityDetail | None = None
        self._head, self._facts = Head(), Facts()
        self._edit = button(_("Edit"), lambda: desk.action("edit_record"), icon="edit")
        self._more = icon_button("more", _("More"), self._menu)
        self._head.add(self._edit)
        self._head.add(self._more)
        self._note = Note(desk, "activity")
        self._asks = Bar(closable=False)
        self._count = text.label("", "muted", wrap=True)
        self._add = button(_("Add people"), self._add_people, icon="plus")
        self._list = button(_("Paste a list"), self.list_who_came, icon="paste")
        self._tick = button(_("Tick"), lambda: desk.action("tick"), icon="check")
        self._papers = button(_("Certificates"), lambda: desk.action("certificates"), icon="star")
        self.attendance = Attendance(desk)
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(tokens.L + 4, tokens.L, tokens.L, tokens.L)
        body.setSpacing(tokens.M)
        body.addWidget(self._head)
        body.addWidget(self._facts)
        body.addWidget(self._note)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(section(_("Who came")))
        words.addWidget(self._count)
        line = FlowLayout(gap=tokens.S)
        for made in (self._tick, self._list, self._add, self._papers):
            line.addWidget(made)
        body.addWidget(self._asks)
        body.addLayout(words)
        body.addLayout(line)
        body.addWidget(self.attendance)
        self.files = Files(desk, self)
        body.addWidget(self.files)
        body.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(halves.scrolling(inner))
        self._stack.addWidget(Empty("activities", _("No activity chosen"), _("Choose one in the list.")))
        self.show_activity(None)

    def show_activity(self, id: int | None) -> None:
        """Show an activity, or that none is chosen."""
        if id is None:
            self.activity = None
            self._stack.setCurrentIndex(1)
            return
        self.desk.questions.ask(
            "activity.detail",
            lambda: (activities.detail(id, language()), own_facts.read("activity", id)),
            self._show_all,
        )

    def edit(self) -> None:
        """Open the dialog with its facts."""
        if self.activity is not None:
            attending.edit(self.desk, self.activity.id)

    def list_who_came(self) -> None:
        """Open the dialog that takes a whole list of those who came."""
        if self.activity is not None:
            attending.paste(self.desk, self.activity.id)

    def _show_all(self, answer: tuple[activities.ActivityDetail, own_facts.Beside]) -> None:
        self._show(*answer)

    def _show(self, one: activities.ActivityDetail, beside: own_facts.Beside) -> None:
        self.activity = one
        self._stack.setCurrentIndex(0)
        day = dates.show(one.start_on) + (f" – {dates.show(one.end_on)}" if one.end_on else "")
        told = (when.ago(one.start_on, self.desk.today()), day, one.start_time)
        self._head.set(one.name, " · ".join(filter(None, told)), _tags(one))
        self._facts.set([*_facts(one), self._project(one), *own_facts.facts(self.desk, beside)])
        self._note.show_note(one.id, one.notes)
        self._count.setText(_counted(one))
        self.attendance.show_attendees(one)
        self.files.about("activity", one.id)
        self._ask(one)
        self._papers.setVisible(any(who.status == "attended" and who.person_id is not None for who in one.attendees))
        for made in (self._edit, self._tick, self._list, self._add):
            made.setEnabled(self.desk.writable())

    def _ask(self, one: activities.ActivityDetail) -> None:
        """Whether it took place, once its day is past; who came, where nobody has said so."""
        self._asks.clear()
        if not self.desk.writable() or one.archived:
            return
        last = one.end_on or one.start_on
        if one.status == "planned" and last < self.desk.today():
            held = partial(attending.tick, self.desk, one.id, held=True)
            self._asks.say(
                _("Its day is past: was it held, or cancelled (F2)?"), "warning", _("Yes, tick who came"), held
            )
        elif one.status == "held" and not one.came:
            self._asks.say(
                _("Nobody is noted as having come."), "info", _("Tick who came"), lambda: self.desk.action("tick")
            )

    def _project(self, one: activities.ActivityDetail) -> Fact:
        go = partial(self.desk.go, "projects", one.project_id)
        return Fact(_("Project"), one.project, icon="projects", does=_("Go there"), on=go)

    def _add_people(self) -> None:
        from ui.dialogs import attendees

        if self.activity is not None:
            attendees.ask(self.window(), activity=self.activity.id)

    def _menu(self) -> None:
        self.desk.record_menu(self._more.mapToGlobal(self._more.rect().bottomLeft()))


def _tags(one: activities.ActivityDetail) -> list[tuple[str, int | str]]:
    tags: list[tuple[str, int | str]] = [(code_lists.label("activity_type", one.type), one.type)]
    if one.status != "held":
        tags.append((code_lists.label("activity_status", one.status), one.status))
    for told, words in ((one.online, _("Online")), (one.international, _("International"))):
        if told:
            tags.append((words, words))
    if one.archived:
        tags.append((_("Archived"), "archived"))
    return tags


def _facts(one: activities.ActivityDetail) -> list[Fact]:
    def money(amount: int | None) -> str:
        return numbers.show_money(amount) if amount is not None else ""

    def women_and_men(women: int | None, men: int | None) -> str:
        told = (
            ngettext("{count} woman", "{count} women", women).format(count=women) if women is not None else "",
            ngettext("{count} man", "{count} men", men).format(count=men) if men is not None else "",
        )
        return ", ".join(filter(None, told))

    hours, rest = divmod(one.minutes or 0, 60)
    lasted = (
        _("{hours} h {minutes} min").format(hours=hours, minutes=rest) if rest else _("{hours} h").format(hours=hours)
    )
    score = numbers.show_hundredths(one.satisfaction) if one.satisfaction is not None else ""
    if score and one.satisfaction_answers:
        score = _("{score} of 5 ({count} answers)").format(score=score, count=one.satisfaction_answers)
    return [
        Fact(_("How long"), lasted if one.minutes else ""),
        Fact(_("Place"), _where(one)),
        Fact(_("Service"), code_lists.label("service_group", one.service_group)),
        Fact(_("Focus area"), one.focus_area),
        Fact(_("For whom"), code_lists.label("target_group", one.target_group)),
        Fact(_("Together with"), one.joint_with),
        Fact(_("Women and men"), women_and_men(one.women_count, one.men_count)),
        Fact(_("Speakers"), women_and_men(one.speakers_women, one.speakers_men)),
        Fact(_("Satisfaction"), score),
        Fact(_("Income"), money(one.fee_income)),
        Fact(_("Cost"), money(one.cost)),
    ]


def _where(one: activities.ActivityDetail) -> str:
    """The place, and the municipality where the place does not name it."""
    town = places.name(one.municipality_code) if one.municipality_code else ""
    return ", ".join(filter(None, (one.venue, town if town and town not in one.venue else "")))


def _counted(one: activities.ActivityDetail) -> str:
    there = [who for who in one.attendees if who.status == "attended"]
    where = {who.organisation_id for who in there if who.organisation_id is not None}
    members = {who.organisation_id for who in there if who.is_member}
    told = [ngettext("{count} came", "{count} came", one.came).format(count=numbers.show_int(one.came))]
    if one.headcount_extra:
        told.append(_("{count} of them without a name").format(count=one.headcount_extra))
    if where:
        words = ngettext("{count} organisation", "{count} organisations", len(where))
        told.append(words.format(count=len(where)))
        told.append(
            ngettext("{count} of them a member", "{count} of them members", len(members)).format(count=len(members))
        )
    registered = sum(who.status == "registered" for who in one.attendees)
    if registered:
        words = ngettext("{count} registered", "{count} registered", registered)
        told = [*(told if one.came else ()), words.format(count=numbers.show_int(registered))]
    return " · ".join(told)
