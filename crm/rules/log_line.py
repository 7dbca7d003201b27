"""A quick line taken apart: "Pilot havvind @Ada Berg #Innovasjon i går 45 min > sende tilbud fredag".

The rules, made so that no word of the subject goes by mistake:

* A sign counts at the beginning of a word, and only where what stands behind it is `known` (chosen from a list, or
  found): "post@nord.example", "og/eller", "A / B" and "#1" are words.
* A day, a length and a time of day count at the end of the words, before a sign or the end, the surest of them also at
  the beginning; each once, none behind a word that needs it ("plan for fredag", "versjon 3.11") and none where nothing
  else would be left.
* A kind of meeting is told by the first word ("Telefon ...") or the last ("... Teams"), which stay in the subject.
* ">" at the beginning of a word, with a letter behind it, begins a follow-up: "pH > 7" does not.
* Whoever is named behind a word that needs it stays in the subject: "Lunsj med @Ada Berg".
* All else stays.
"""

import re
from collections.abc import Collection, Iterator
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from crm.rules import log_words

SIGNS = {"@": "who", "#": "about", "/": "project"}
_WORD = re.compile(r"\S+")
_FOLLOW_UP = re.compile(r"(?:^|(?<=\s))>(?=\s*(?:\+[0-9]+ ?\w*\s+)?[^\W\d_])")
_EDGES = " ,;:–-"


class Part(NamedTuple):
    """Something understood. `kind` is who, about, project, day, minutes, start_time, type or follow_up.

    `start` and `end` are where it stands in the line. The value of who, about and project is the text with its sign, of
    a follow-up (title, day or None). With `stays` its words are in the subject as well.
    """

    kind: str
    start: int
    end: int
    value: Any
    stays: bool = False


class LogLine(NamedTuple):
    """What a line says: the subject and the parts, from left to right."""

    subject: str
    parts: tuple[Part, ...]

    def values(self, kind: str) -> list[Any]:
        """The values of one kind, in their order."""
        return [part.value for part in self.parts if part.kind == kind]


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def read(
    line: str,
    today: date,
    *,
    known: Collection[str] = (),
    left: Collection[tuple[str, str]] = (),
    without: Collection[str] = (),
) -> LogLine:
    """What the line says.

    `known` are the texts that follow a sign, with it ("@Ada Berg"); `left` are (kind, text) that somebody gave back to
    the subject, `without` the kinds that are not read at all.

    >>> said = read("Pilot @Ada Berg i går 45 min > sende tilbud fredag", date(2026, 11, 4), known={"@Ada Berg"})
    >>> said.subject, [part.kind for part in said.parts]
    ('Pilot', ['who', 'day', 'minutes', 'follow_up'])
    >>> said.values("follow_up")
    [('sende tilbud', datetime.date(2026, 11, 6))]
    >>> read("Lunsj med @Ada Berg om post@nord.example", date(2026, 11, 4), known={"@Ada Berg"}).subject
    'Lunsj med Ada Berg om post@nord.example'
    """
    cuts = _cuts(line, left, without)
    head = line[: cuts[0]] if cuts else line
    signs = [part for part in _signs(head, known) if part.kind not in without]
    found = list(signs)
    runs = list(_runs(head, signs))
    readers: dict[str, log_words.Reader] = {
        "day": partial(log_words.day, today=today),
        "minutes": log_words.minutes,
        "start_time": log_words.clock,
    }
    for kind in without:
        readers.pop(kind, None)
    if any(runs):
        taken = _peeled(line, runs, readers, today, left)
        if any(runs) or signs:
            found += taken
        else:
            runs = list(_runs(head, signs))
    found += _types(line, runs, left, without)
    subject, signs = _subject(runs, signs)
    found = [part for part in found if part.kind not in SIGNS.values()] + signs
    for start, end in zip(cuts, [*cuts[1:], len(line)], strict=False):
        found.append(_follow_up(line, start, end, today))
    if all(part.kind == "type" for part in found):
        subject = line.strip()
    return LogLine(subject, tuple(sorted(found, key=lambda part: part.start)))


def typed_sign(line: str, cursor: int, known: Collection[str] = ()) -> tuple[int, str, str] | None:
    """The sign that is being written at the cursor: (where it stands, the sign, the words behind it); None for none.

    >>> typed_sign("Pilot @ada be", 13), typed_sign("post@ad", 7), typed_sign("Pilot", 5)
    ((6, '@', 'ada be'), None, None)
    """
    before = line[:cursor]
    starts = [found.start(1) for found in re.finditer(r"(?:^|(?<=\s))([@#/!])(?=\w|$)", before)]
    if not starts or _cuts(before, (), ()):
        return None
    start = starts[-1]
    if any(before.startswith(text, start) and len(text) < cursor - start for text in known):
        return None
    words = before[start + 1 :]
    return None if words.endswith("  ") or len(words) > 80 else (start, before[start], words.lstrip())


def unknown(line: str, known: Collection[str] = ()) -> list[tuple[int, str, str]]:
    """Signs that nobody has been found for yet: (where it stands, the sign, the words behind it up to the next sign).

    >>> unknown("Pilot @ada @Bo Dahl og #ny", {"@Bo Dahl"})
    [(6, '@', 'ada'), (23, '#', 'ny')]
    """
    cuts = _cuts(line, (), ())
    head = line[: cuts[0]] if cuts else line
    found = _signs(head, known)
    starts = [at.start(1) for at in re.finditer(r"(?:^|(?<=\s))([@#/])(?=\w)", head)]
    ends = [*starts[1:], len(head)][: len(starts)]
    return [
        (start, head[start], head[start + 1 : end].strip())
        for start, end in zip(starts, ends, strict=True)
        if not any(part.start <= start < part.end for part in found)
    ]


def _cuts(line: str, left: Collection[tuple[str, str]], without: Collection[str]) -> list[int]:
    """Where follow-ups begin."""
    if "follow_up" in without:
        return []
    starts = [found.start() for found in _FOLLOW_UP.finditer(line)]
    ends = [*starts[1:], len(line)][: len(starts)]
    return [
        start for start, end in zip(starts, ends, strict=True) if ("follow_up", line[start:end].strip()) not in left
    ]


def _signs(head: str, known: Collection[str]) -> list[Part]:
    texts = sorted((text for text in known if text[:1] in SIGNS), key=len, reverse=True)
    found: list[Part] = []
    for at in re.finditer(r"(?:^|(?<=\s))[@#/]", head):
        start = at.start()
        if found and start < found[-1].end:
            continue
        for text in texts:
            end = start + len(text)
            if head.startswith(text, start) and not (head[end : end + 1].isalnum() or head[end : end + 1] == "_"):
                found.append(Part(SIGNS[text[0]], start, end, text))
                break
    return found


def _runs(head: str, signs: list[Part]) -> Iterator[list[_Word]]:
    """The words before the first sign, between two, and behind the last."""
    edges = [0, *(edge for part in signs for edge in (part.start, part.end)), len(head)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield [_Word(at.group(), start + at.start(), start + at.end()) for at in _WORD.finditer(head[start:end])]


def _peeled(
    line: str,
    runs: list[list[_Word]],
    readers: dict[str, log_words.Reader],
    today: date,
    left: Collection[tuple[str, str]],
) -> list[Part]:
    """Take days, lengths and times off the ends of the runs, and off the beginning of the first."""
    found: list[Part] = []
    for run in reversed(runs):
        while part := _last(line, run, readers, left):
            found.append(part)
            readers.pop(part.kind)
            run[:] = [word for word in run if word.end <= part.start]
    first = next((run for run in runs if run), [])
    if "day" in readers:
        readers["day"] = partial(log_words.day, today=today, first=True)
    while part := _first(line, first, readers, left):
        found.append(part)
        readers.pop(part.kind)
        first[:] = [word for word in first if word.start >= part.end]
    return found


def _last(
    line: str, run: list[_Word], readers: dict[str, log_words.Reader], left: Collection[tuple[str, str]]
) -> Part | None:
    for count in range(min(log_words.LONGEST, len(run)), 0, -1):
        start, end = run[-count].start, run[-1].end
        text = line[start:end]
        for kind, reader in readers.items():
            value = reader(text)
            if value is None:
                continue
            before = run[-count - 1].text if count < len(run) else ""
            needed = log_words.needs_next(before) or (
                kind == "day" and text[0].isdecimal() and log_words.counts(before)
            )
            return None if (kind, text) in left or (before and needed) else Part(kind, start, end, value)
    return None


def _first(
    line: str, run: list[_Word], readers: dict[str, log_words.Reader], left: Collection[tuple[str, str]]
) -> Part | None:
    for count in range(min(log_words.LONGEST, len(run)), 0, -1):
        start, end = run[0].start, run[count - 1].end
        text = line[start:end]
        for kind, reader in readers.items():
            value = reader(text)
            if value is not None:
                return None if (kind, text) in left else Part(kind, start, end, value)
    return None


def _types(
    line: str, runs: list[list[_Word]], left: Collection[tuple[str, str]], without: Collection[str]
) -> list[Part]:
    words = [word for run in runs for word in run]
    if not words or "type" in without:
        return []
    for word, last in ((words[0], False), (words[-1], True)):
        key = log_words.type_of(word.text, last=last)
        if key is not None and ("type", word.text) not in left:
            return [Part("type", word.start, word.end, key, stays=True)]
    return []


def _subject(runs: list[list[_Word]], signs: list[Part]) -> tuple[str, list[Part]]:
    """The words that are left, with the signs that stay among them; and the signs, each told whether it stays."""
    said: list[str] = []
    placed: list[Part] = []
    joined = False  # what stands before needs what comes
    for place, run in enumerate(runs):
        if run:
            said += [word.text for word in run]
            joined = log_words.needs_next(run[-1].text)
        if place < len(signs):
            part = signs[place]._replace(stays=joined)
            placed.append(part)
            if joined:
                if not run and said:
                    said[-1] += ","
                said.append(re.split(r",| \(", part.value[1:])[0].strip())
    return " ".join(said).strip(_EDGES), placed


def _follow_up(line: str, start: int, end: int, today: date) -> Part:
    text = line[start:end].rstrip()
    words = [_Word(at.group(), at.start(), at.end()) for at in _WORD.finditer(text[1:])]
    inside = text[1:]
    due: date | None = None
    for count in range(min(log_words.LONGEST, len(words) - 1), 0, -1):
        due = log_words.due(inside[words[-count].start :], today)
        needed = log_words.needs_next(words[-count - 1].text)
        if due is not None:
            if needed:
                due = None
            else:
                words = words[:-count]
            break
    else:
        for count in range(min(log_words.LONGEST, len(words) - 1), 0, -1):
            due = log_words.due(inside[: words[count - 1].end], today)
            if due is not None:
                words = words[count:]
                break
    title = inside[words[0].start : words[-1].end] if words else ""
    return Part("follow_up", start, start + len(text), (title.strip(_EDGES) or title, due))
