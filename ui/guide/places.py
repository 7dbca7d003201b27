"""Which chapter of the guide belongs to where one is: the page, the dialog, the field the cursor is in."""

from collections.abc import Iterator, Mapping

from PySide6.QtWidgets import QWidget

from ui.kit.dialog import Dialog
from ui.kit.forms import Form

FIRST = "begin"
PAGES: Mapping[str, str] = {
    "welcome": "begin",
    "today": "follow-ups#today",
    "members": "members",
    "fees": "members#fees",
    "contributions": "contributions",
    "contacts": "contacts",
    "interactions": "log",
    "followups": "follow-ups",
    "activities": "projects#activities",
    "projects": "projects#projects",
    "goals": "goals",
    "report_data": "report-data",
    "reports": "report",
    "imports": "import#afterwards",
    "settings": "settings",
}
"""Each page by its key: "chapter", or "chapter#mark" for a heading in it."""

DIALOGS: Mapping[str, str] = {
    "about": "begin",
    "activity": "projects#activities",
    "activity_template": "projects#activity-templates",
    "activity_template_card": "projects#activity-templates",
    "attendance_list": "projects#who-came",
    "attendees": "projects#who-came",
    "backups": "backups",
    "backup_card": "backups",
    "bank_list": "members#fees",
    "beginning": "begin",
    "bridge": "members#ledger",
    "brief": "story#brief",
    "choose_columns": "lists#table",
    "certificates": "projects#certificates",
    "change_category": "members#membership",
    "check": "register-file#check",
    "change_employer": "contacts#employer",
    "conflict": "undo#conflict",
    "contact_point": "contacts",
    "contribution": "contributions#one",
    "counts_for": "log#who",
    "duplicates": "duplicates",
    "erase": "contacts#erase",
    "facts": "report-data",
    "fact_detail": "report-data",
    "fact_list_file": "report-data#from-a-list",
    "fee": "members#membership",
    "fee_levels": "members#fees",
    "filter_builder": "lists#filter",
    "focus_card": "settings",
    "hours_list": "contributions#list",
    "goal": "goals",
    "goal_list_file": "goals#from-a-list",
    "hanging": "lists#delete",
    "import_columns": "import#columns",
    "import_done": "import#afterwards",
    "import_file": "import",
    "import_left_out": "import#columns",
    "import_list": "import",
    "import_looks_wrong": "import",
    "import_missing": "import#yearly",
    "import_password": "import",
    "import_plan": "import#check",
    "import_sheets": "import",
    "indicator": "goals#indicators",
    "indicator_values": "goals#indicators",
    "leave": "members#membership",
    "log_meeting": "log",
    "mark_fees": "members#fees",
    "membership": "members#membership",
    "merge": "duplicates#merge",
    "merge_with": "duplicates#merge",
    "new_record": "begin#find-your-way",
    "notices": "members#ledger",
    "organisation": "members",
    "own_choices": "settings#own-fields",
    "objected": "out#objected",
    "own_field": "settings#own-fields",
    "own_fields_card": "settings#own-fields",
    "partner": "projects#projects",
    "person": "contacts",
    "pick_letter": "log#mail",
    "cross": "report#cross",
    "figure_names": "report#names",
    "own_figure": "report#own",
    "own_figures": "report#own",
    "periods": "report#periods",
    "several": "lists#several",
    "position": "contacts#employer",
    "mailing": "out#mailing",
    "print_list": "out#paper",
    "round_trip": "out#back",
    "project": "projects#projects",
    "propose_fees": "members#fees",
    "rate_card": "settings#rates",
    "words": "settings#words",
    "words_card": "settings#words",
    "words_entries": "settings#words",
    "words_panel": "settings#words",
    "words_tags": "settings#words",
    "words_terms": "settings#terms",
    "protect": "protect#on",
    "protect_card": "protect",
    "unlock": "protect#open",
    "unprotect": "protect#off",
    "reconciled": "report#since",
    "record_history": "undo",
    "recycle_bin": "undo#bin",
    "recovered": "register-file#recover",
    "renew": "members#ledger",
    "report_export": "report",
    "shortcuts": "shortcuts",
    "snooze": "follow-ups",
    "staff_card": "settings",
    "steps": "import",
    "take_back": "undo",
    "task": "follow-ups",
    "template_card": "log#templates",
    "view_name": "lists#views",
    "who_came": "projects#who-came",
    "went_out": "out#noted",
    "whole_year": "report-data#whole-year",
}
"""Each dialog, and each part of a large one, by the module it stands in."""

FIELDS: Mapping[str, str] = {
    "organisation.turnover": "members#size",
    "organisation.balance": "members#size",
    "organisation.accounts_year": "members#size",
    "organisation.in_group": "members#size",
    "log_meeting.subject": "log#line",
    "log_meeting.participants": "log#who",
    "log_meeting.notes": "log#notes",
    "log_meeting.follow_ups": "follow-ups",
    "task.repeat": "follow-ups#repeat",
    "task.repeat_every": "follow-ups#repeat",
    "organisation.contact_every_days": "follow-ups#in-touch",
    "person.contact_every_days": "follow-ups#in-touch",
}
"""Fields of a form that have a place of their own: "module.field"."""

PARTS: Mapping[str, str] = {
    "story": "story",
    "files": "files",
    "attached": "files",
    "note": "log#notes",
    "note_field": "log#notes",
    "figure_detail": "report#figures",
    "indicator_card": "goals#indicators",
    "first_steps": "begin#first-steps",
    "grid": "lists#table",
}
"""Parts of pages, and of several dialogs, that have a place of their own."""

_ALL = {**PAGES, **DIALOGS, **FIELDS, **PARTS}


def at(focus: QWidget | None, page: str = "") -> tuple[str, str]:
    """The chapter and the mark in it for where the keyboard is, else for the page, else the first chapter."""
    for key in _ways_out(focus):
        if key in _ALL:
            return split(_ALL[key])
    return split(PAGES.get(page, FIRST))


def split(told: str) -> tuple[str, str]:
    """The chapter and the mark of "chapter#mark"."""
    chapter, _sign, mark = told.partition("#")
    return chapter, mark


def _ways_out(widget: QWidget | None) -> Iterator[str]:
    """What one is in, from the field to the dialog, the innermost first, as the keys above call it."""
    inner = widget
    while widget is not None:
        if isinstance(widget, Form):
            window = widget.window()
            home = window.asked_in if isinstance(window, Dialog) else ""
            for name, field in widget.fields.items():
                if inner is not None and (field.widget is inner or field.widget.isAncestorOf(inner)):
                    yield f"{_tail(home)}.{name}"
        yield _tail(widget.asked_in if isinstance(widget, Dialog) else type(widget).__module__)
        widget = widget.parentWidget() if not widget.isWindow() else None


def _tail(module: str) -> str:
    return module.rpartition(".")[2]
