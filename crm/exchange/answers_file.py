"""The choices of one import as a file that somebody fills in: `import --questions` writes it, `--answers` reads it.

It is the JSON of crm.exchange.choices with two keys more: `list` names the file that it is about, and `questions` holds
each open question with room for its answer.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from crm.errors import CrmError
from crm.exchange import column_notes, questions, spelling, words
from crm.exchange.choices import ASK, DAY_FIRST, MONTH_FIRST, STRATEGIES, Choices
from crm.exchange.plan import Plan
from crm.exchange.questions import Question
from crm.exchange.writers.whole import appears_whole
from crm.i18n import _, quoted
from crm.rules import code_lists, dates

_NEW, _SKIP = "new", "skip"
_DAY, _WORD = "day", "word"
_ROW = re.compile("row [0-9]{1,9}")


class Given(NamedTuple):
    """What such a file says; `sha256` is the hash of the list it was written for, "" where that does not matter."""

    choices: Choices
    sha256: str


def template(made: Plan) -> str:
    """What was chosen so far and what is asked, as JSON to be filled in."""
    told: dict[str, Any] = {"list": {"file": made.file_name, "sha256": made.sha256}}
    told |= json.loads(made.choices.to_json())
    told["questions"] = _of_columns(made) + [
        {
            "row": row.row,
            "about": row.question.kind,
            "question": row.question.text,
            "choose": _offered(row.question),
            "answer": None,
        }
        for row in made.rows
        if row.question is not None
    ]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _of_columns(made: Plan) -> list[dict[str, Any]]:
    """What the columns leave open: which day is meant, and what words mean."""
    found: list[dict[str, Any]] = []
    for title, example in column_notes.asked_days(made.table, made.mapping).items():
        if title in made.choices.days:
            continue
        either = {
            order: dates.show(day) if day is not None else order
            for order, first in ((DAY_FIRST, False), (MONTH_FIRST, True))
            for day in (dates.from_cell(example, made.today, month_first=first),)
        }
        question = _("Which day is {value}?").format(value=quoted(example))
        found.append({"column": title, "about": _DAY, "question": question, "choose": either, "answer": None})
    for asked in words.asked(made.table, made.mapping, words.meant(made.choices.words)):
        meanings = {code: code_lists.label(asked.list, code) for code in code_lists.keys(asked.list)}
        found.append(
            {
                "column": asked.header,
                "about": _WORD,
                "list": asked.list,
                "word": asked.word,
                "question": _("What does {word} mean?").format(word=quoted(asked.word)),
                "choose": {**meanings, "": _("(leave out)")},
                "answer": None,
            }
        )
    return found


def open_questions(made: Plan) -> int:
    """How many questions such a file asks."""
    return len(_of_columns(made)) + made.counts.questions


def _offered(question: Question) -> dict[str, str]:
    """What can be answered, with what it means."""
    if question.kind == questions.CHANGE:
        return {one: code_lists.label("import_strategy", one) for one in STRATEGIES if one != ASK}
    known = {str(candidate.id): candidate.label for candidate in question.candidates}
    if question.kind == questions.NAME:
        return {**known, _SKIP: _("leave the row out")}
    return {
        **known,
        _NEW: _("somebody or something new"),
        _SKIP: _("leave the row out"),
    }


def write(made: Plan, path: Path) -> None:
    """Write the template to a file that appears whole or not at all. Raises CrmError where it cannot be written."""
    with appears_whole(path) as part:
        part.write_text(template(made), encoding="utf-8")


def read(path: Path) -> Given:
    """What the file says. Raises CrmError with a sentence where it cannot be used."""
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CrmError(_("{file} cannot be read: {reason}.").format(file=path, reason=error.strerror)) from error
    except (ValueError, RecursionError) as error:
        raise CrmError(_("{file} is no JSON: {detail}.").format(file=path.name, detail=error)) from error
    if not isinstance(told, dict):
        raise CrmError(_("{file} holds no JSON object. `import --questions` writes one.").format(file=path.name))
    about, asked = told.pop("list", None), told.pop("questions", [])
    choices = Choices.from_json(json.dumps(told))
    for one in asked if isinstance(asked, list) else []:
        choices = _with(choices, one)
    return Given(choices, str(about.get("sha256", "")) if isinstance(about, dict) else "")


def check(given: Given, made: Plan) -> None:
    """Raise CrmError where answers about single rows were given for another file: there they mean somebody else."""
    chosen = given.choices
    rows = (chosen.answers, chosen.strategies, chosen.edits, chosen.kept_rows, any(one.row for one in chosen.refused))
    if given.sha256 and given.sha256 != made.sha256 and any(rows):
        sentence = _(
            "The answers are about another file than {file}, or it was changed since. Write the questions anew with"
            " --questions and answer those."
        )
        raise CrmError(sentence.format(file=made.file_name))


def _with(choices: Choices, one: Any) -> Choices:
    """The choices with one answered question; one without an answer stays open."""
    if not isinstance(one, Mapping) or one.get("answer") is None:
        return choices
    row, kind, answer = one.get("row"), one.get("about"), one["answer"]
    if kind == _DAY and answer in (DAY_FIRST, MONTH_FIRST) and isinstance(one.get("column"), str):
        return replace(choices, days={**choices.days, one["column"]: answer})
    if kind == _WORD and one.get("list") in code_lists.names() and isinstance(one.get("word"), str):
        name, word = one["list"], one["word"]
        if answer in ("", *code_lists.keys(name)):
            return replace(choices, words={**choices.words, name: {**choices.words.get(name, {}), word: answer}})
    if isinstance(answer, str) and answer.isdecimal() and answer.isascii():
        answer = int(answer)
    if type(row) is int and kind == questions.CHANGE and answer in STRATEGIES:
        return choices.answered(row, kind, answer)
    if type(row) is int and kind == questions.NAME and answer in (spelling.LIST, spelling.REGISTER, _SKIP):
        return choices.answered(row, kind, answer)
    if type(row) is not int or kind not in ("person", "organisation") or not _is_answer(answer):
        sentence = _("An answer cannot be used: {answer}. Write one of the choices: {example}.")
        shown = json.dumps(one.get("answer"), ensure_ascii=False)[:80]
        there_are = one.get("choose")
        examples = (
            list(map(str, there_are))[:8] if isinstance(there_are, Mapping) and there_are else ["41", _NEW, _SKIP]
        )
        raise CrmError(sentence.format(answer=shown, example=", ".join(map(quoted, examples))))
    return replace(choices, answers=questions.with_answer(choices.answers, row, kind, answer))


def _is_answer(answer: object) -> bool:
    if isinstance(answer, str):
        return answer in (_NEW, _SKIP) or _ROW.fullmatch(answer) is not None
    return type(answer) is int and answer > 0
