"""What a sign in the quick line may stand for: people and organisations, focus areas and tags, projects, templates."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from crm.i18n import _, language, ngettext
from crm.queries import focus_areas, log_templates, organisations, people, projects, tags
from crm.queries.log_templates import LogTemplateRow
from crm.rules import code_lists, folding, names
from ui.dialogs import choices, suggested
from ui.kit.people_field import Suggestion
from ui.kit.pick_list import Row


class Meant(NamedTuple):
    """What a text of the line stands for. `kind` is who (a Suggestion), focus (an id), tag (a name), project (a
    Suggestion) or template (a LogTemplateRow)."""

    kind: str
    text: str
    value: Any


def rows(sign: str, words: str, on: date | None) -> list[Row]:
    """What is offered for a sign and the letters behind it; at the end to make a new one."""
    if sign == "@":
        return _who(words, on)
    return {"#": _about, "/": _projects, "!": _templates}[sign](words)


def resolved(sign: str, words: str, on: date | None) -> tuple[int, Meant] | None:
    """Who or what is meant where nobody was chosen: (how many letters of `words` name it, what); None if not certain.

    The longest beginning that is a name of exactly one; else the first word, where it fits one only.
    """
    parts = words.split()[:4]
    for count in range(len(parts), 0, -1):
        text = " ".join(parts[:count])
        length = len(text) if words.startswith(text) else len(parts[0])
        found = _NAMED[sign](text, on)
        if found is not None:
            return length, found
    return None


def _who(words: str, on: date | None) -> list[Row]:
    if not words:
        return []
    found = suggested.suggest_participants(words, on)
    offered = [
        Row(one.title, one.subtitle, key=one.id or one.title, data=Meant("who", one.title, one)) for one in found
    ]
    name, comma, place = (part.strip() for part in names.clean(words).partition(","))
    # Letters that fit nobody are a new name only where they look like one: a subject goes on behind a sign as well.
    like_a_name = comma or all(word[:1].isupper() for word in name.split()) or (not found and " " not in name)
    there = any(one.title.casefold() == name.casefold() and not place for one in found)
    if name and like_a_name and not there:
        new = Suggestion(None, name, place)
        shown = f"{name}, {place}" if place else name
        offered.append(Row(_("New: {name}").format(name=shown), icon="plus", data=Meant("who", shown, new)))
    return offered


def _about(words: str) -> list[Row]:
    wanted = folding.fold(words)
    offered = [
        Row(row.name, _("Focus area"), icon="star", data=Meant("focus", _plain(row.name), row.id))
        for row in focus_areas.all(language())
        if wanted in folding.fold(row.name) or row.code.startswith(wanted)
    ]
    known = [tag for tag in tags.all() if wanted in folding.fold(tag.name)]
    known.sort(key=lambda tag: not folding.fold(tag.name).startswith(wanted))
    offered += [Row(tag.name, _("Tag"), icon="tag", data=Meant("tag", tag.name, tag.name)) for tag in known[:6]]
    if (
        words
        and words[0].isalpha()
        and len(words.split()) < 3
        and not any(folding.fold(row.title) == wanted for row in offered)
    ):
        name = names.clean(words)
        offered.append(Row(_("New tag: {name}").format(name=name), icon="plus", data=Meant("tag", name, name)))
    return offered


def _projects(words: str) -> list[Row]:
    found = projects.suggest(words, limit=6)
    offered = [
        Row(
            one.title,
            code_lists.label("project_stage", one.stage),
            icon="projects",
            data=Meant("project", one.title, Suggestion(one.id, one.title)),
        )
        for one in found
    ]
    title = names.clean(words)
    if title and not any(folding.fold(one.title) == folding.fold(title) for one in found):
        new = Meant("project", title, Suggestion(None, title, _("new")))
        offered.append(Row(_("New project: {name}").format(name=title), icon="plus", data=new))
    return offered


def _templates(words: str) -> list[Row]:
    wanted = folding.fold(words)
    return [
        Row(row.name, describe(row), icon="note", data=Meant("template", row.name, row))
        for row in log_templates.all()
        if wanted in folding.fold(row.name)
    ]


def describe(row: LogTemplateRow) -> str:
    """What a template brings, in a few words."""
    kind = code_lists.label("interaction_type", row.type) if row.type else ""
    minutes = _("{minutes} min").format(minutes=row.minutes) if row.minutes else ""
    count = len(row.tasks)
    follows = ngettext("{count} follow-up", "{count} follow-ups", count).format(count=count) if count else ""
    return " · ".join(part for part in (kind, minutes, follows) if part)


def _plain(name: str) -> str:
    return " ".join(name.split())


def _named_who(text: str, on: date | None) -> Meant | None:
    known = people.find(names.clean(text))
    if len(known) == 1:
        one = next(iter(people.named(known, on or choices.today()).values()))
        return Meant("who", one.name, Suggestion(one.id, one.name, one.organisation))
    places = organisations.find(text)
    if len(places) == 1 and not known:
        title = organisations.named(places)[places[0]].name
        return Meant("who", title, Suggestion(suggested.ORGANISATION * places[0], title, _("Organisation")))
    if " " in text or known or places:
        return None
    found = suggested.suggest_participants(text, on)
    return Meant("who", found[0].title, found[0]) if len(found) == 1 else None


def _named_about(text: str, _on: date | None) -> Meant | None:
    wanted = folding.fold(text)
    areas = focus_areas.all(language())
    for row in areas:
        if wanted in (folding.fold(row.name), row.code):
            return Meant("focus", _plain(row.name), row.id)
    for tag in tags.all():
        if folding.fold(tag.name) == wanted:
            return Meant("tag", tag.name, tag.name)
    begun = [row for row in areas if len(wanted) > 2 and folding.fold(row.name).startswith(wanted)]
    if len(begun) == 1:
        return Meant("focus", _plain(begun[0].name), begun[0].id)
    # A tag is one word: it is made by writing it.
    return Meant("tag", text, text) if text[:1].isalpha() and " " not in text else None


def _named_project(text: str, _on: date | None) -> Meant | None:
    known = projects.find(text)
    if len(known) == 1:
        title = projects.title(known[0])
        return Meant("project", title, Suggestion(known[0], title))
    begun = [one for one in projects.suggest(text) if folding.fold(one.title).startswith(folding.fold(text))]
    if len(begun) == 1 and len(text) > 2:
        return Meant("project", begun[0].title, Suggestion(begun[0].id, begun[0].title))
    return None


_NAMED: dict[str, Callable[[str, date | None], Meant | None]] = {
    "@": _named_who,
    "#": _named_about,
    "/": _named_project,
}
