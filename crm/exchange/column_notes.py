"""What somebody should know about the columns of a list as a whole, in sentences above its plan."""

from collections.abc import Mapping

from crm.exchange import days, fillable, identity, mapping, tags, words, year_columns
from crm.exchange.choices import Choices
from crm.exchange.guess import Guess
from crm.exchange.header import Table
from crm.i18n import _, quoted
from crm.rules import code_lists

DAYS = (
    *("membership.joined_on", "membership.left_on", "membership.agreement_signed_on"),
    *("organisation.employees_on", "position.from_on"),
)
"""The fields that hold days."""

_WORDS_NAMED = 5


def made_by(table: Table) -> str:
    """Which program made the list, as a sentence; "" where nothing gives it away."""
    program = mapping.program(table)
    return _("The list looks like one from {program}.").format(program=program) if program else ""


def sentences(
    table: Table,
    fields: Mapping[str, str | None],
    guesses: Mapping[str, Guess],
    hidden: frozenset[str],
    choices: Choices,
) -> tuple[str, ...]:
    """The program that made the list, what was left out and why, and what is still to be answered."""
    told = [sentence] if (sentence := made_by(table)) else []
    told += [
        _("Column “{column}”: {warning}").format(column=title, warning=guess.warning)
        for title, guess in guesses.items()
        if guess.warning and guess.field == (fields[title] or None)
    ]
    told += [identity.left_out(title) for title in table.headers if title in hidden and not guesses[title].warning]
    for title, example in asked_days(table, fields).items():
        if title not in choices.days:
            sentence = _(
                "Column “{column}”: “{example}” can be read as two different days. Such cells are left out until"
                " somebody says whether the day or the month stands first."
            )
            told.append(sentence.format(column=title, example=example))
    unknown: dict[str, list[str]] = {}
    for asked in words.asked(table, fields, words.meant(choices.words)):
        unknown.setdefault(asked.header, []).append(asked.word)
    for title, said in unknown.items():
        sentence = _("Column “{column}”: nobody has said yet what these words mean: {words}. They are left out.")
        told.append(sentence.format(column=title, words=", ".join(map(quoted, said[:_WORDS_NAMED]))))
    for field, text in choices.constants.items():
        if text.strip() and field != tags.FIELD:
            sentence = _("{field}: every row that says nothing of it is given {value}.")
            told.append(sentence.format(field=fillable.title(field), value=quoted(_constant(field, text))))
    if (about_years := year_columns.sentence(table, fields)) != "":
        told.append(about_years)
    if table.left_out:
        numbers = ", ".join(str(one.row) for one in table.left_out[:10])
        told.append(_("Left out as no data (totals, notes, headings): rows {rows}.").format(rows=numbers))
    return tuple(told)


def _constant(field: str, text: str) -> str:
    """A constant as somebody reads it: a key of a code list by its label."""
    name = words.LISTS.get(field)
    return code_lists.label(name, code_lists.from_text(name, text)) or text if name else text


def asked_days(table: Table, fields: Mapping[str, str | None]) -> dict[str, str]:
    """The columns of days that can be read in two ways, each with a cell that shows it."""
    found = {}
    for at, title in enumerate(table.headers):
        if fields.get(title) in DAYS and (example := days.asks(row[at] for _number, row in table.rows)):
            found[title] = example
    return found
