"""Writing the cluster's own words: entries of the code lists, and what it calls members and the like."""

import re
from collections.abc import Sequence
from typing import Any

import peewee

from crm import renaming
from crm.commands import view_values, write
from crm.commands.command import command
from crm.errors import CrmError, Invalid
from crm.i18n import N_, _, ngettext
from crm.queries import code_terms as queries
from crm.records.code_term import CodeTerm, RenamedTerm
from crm.rules import code_lists, folding
from crm.store import journal
from crm.store.database import database

_LONGEST_KEY = 40


@command(N_("Add the entry «{word}»"))
def add(list_name: str, *, nb: str = "", en: str = "", **values: Any) -> str:
    """A new entry at the end of a list; returns its key. A label that is not given is that of the other language.

    `values` are `synonyms` (one a line), `from_year` and `to_year`. Raises Invalid, CrmError for a list whose entries
    the program decides by.
    """
    _open(list_name)
    nb, en = nb.strip() or en.strip(), en.strip() or nb.strip()
    if not nb:
        raise Invalid({"nb": _("This must be filled in.")})
    _free(list_name, "", nb, en)
    key = _new_key(list_name, en)
    last = max((one.position for one in _terms(list_name) if one.position is not None), default=0)
    position = max(last + 1, len(code_lists.keys(list_name)))
    _insert(list_name, key, nb, en, position=position, **values)
    journal.current().describe(word=_read(nb, en))
    return key


@command(N_("Edit the entry «{word}»"))
def put(list_name: str, code: str, *, nb: str, en: str, from_year: int | None = None, **values: Any) -> None:
    """Let an entry read so from a year on; what held in the years before stays. Without a year it has always read so.

    `values` are `synonyms` and `to_year`, the last year in which it is offered. Raises Invalid.
    """
    _known(list_name, code)
    nb, en = nb.strip() or en.strip(), en.strip() or nb.strip()
    if values.get("to_year") is not None:
        _open(list_name)
    _free(list_name, code, nb, en)
    journal.current().describe(word=_read(nb, en))
    known = {one.from_year: one for one in _terms(list_name, code)}
    if from_year is None:
        for one in [one for year, one in known.items() if year is not None]:
            write.delete(CodeTerm, one.id)
    if from_year not in known and from_year is not None:
        held = code_lists.holding(list_name, code, from_year)
        reads = (code_lists.label(list_name, code, "nb", from_year), code_lists.label(list_name, code, "en", from_year))
        if reads == (nb, en):
            from_year = held.from_year if held else None  # no other word: what is changed belongs to the one that holds
    if from_year in known:
        write.change(CodeTerm, known[from_year].id, {"label_nb": nb, "label_en": en, **values})
    else:
        placed = next((one.position for one in known.values() if one.position is not None), None)
        _insert(list_name, code, nb, en, from_year=from_year, position=placed, **values)
    _tidy(list_name)


@command(N_("Take «{word}» out of use"))
def retire(list_name: str, code: str) -> None:
    """Offer an entry no more; records that carry it keep it. Raises CrmError for the last one that is offered."""
    _open(list_name)
    _known(list_name, code)
    if code_lists.offered(list_name) == (code,):
        raise CrmError(_("It is the only one that is left to choose. Add another one first."))
    journal.current().describe(word=code_lists.label(list_name, code))
    terms = _terms(list_name, code)
    if not terms:
        seed = _seed(list_name, code)
        _insert(list_name, code, seed.nb, seed.en, archived=True)
    for one in terms:
        write.change(CodeTerm, one.id, {"archived": True})


@command(N_("Offer «{word}» again"))
def offer(list_name: str, code: str) -> None:
    """Let an entry be chosen again, also where its last year is over."""
    _known(list_name, code)
    journal.current().describe(word=code_lists.label(list_name, code))
    for one in _terms(list_name, code):
        write.change(CodeTerm, one.id, {"archived": False, "to_year": None})
    _tidy(list_name)


@command(N_("Order of a list"))
def reorder(list_name: str, keys: Sequence[str]) -> None:
    """Offer the entries of a list in this order; those that are not named stand behind them. Raises ValueError."""
    known = code_lists.keys(list_name)
    if not set(keys) <= set(known):
        raise ValueError("these are not entries of the list")
    order = [*dict.fromkeys(keys), *(key for key in known if key not in keys)]
    for place, key in enumerate(order):
        terms = _terms(list_name, key)
        for one in terms:
            write.change(CodeTerm, one.id, {"position": place})
        if not terms:
            seed = _seed(list_name, key)
            _insert(list_name, key, seed.nb, seed.en, position=place)
    _tidy(list_name)


@command(N_("Put «{other}» in the place of «{word}»"))
def replace(list_name: str, code: str, by: str) -> int:
    """Give every record that carries an entry another one, and take the first out of the list; returns how many.

    An entry of the standard is offered no more, one of one's own is gone. Raises CrmError for an entry that figures
    count by (code_lists.DECIDING), and where memberships of one organisation would overlap.
    """
    _known(list_name, by)
    if by == code:
        raise CrmError(_("Choose another entry."))
    if code in code_lists.DECIDING.get(list_name, ()):
        raise CrmError(_("Figures of the report count this entry. Call it otherwise, or take it out of use."))
    view_values.follow(lambda field: field.code_list == list_name, code, by)
    told = {"word": code_lists.label(list_name, code), "other": code_lists.label(list_name, by)}
    moved = 0
    for table, column, where in queries.columns(list_name):
        sets = f'"{column}" = ?, version = ?'
        try:
            cursor = database.execute_sql(
                f'UPDATE "{table}" SET {sets} WHERE "{column}" = ? AND {where}', (by, journal.current().id, code)
            )
        except peewee.IntegrityError as error:  # only of networks: no other list decides what may be there once
            raise CrmError(
                _("An organisation is a member of both at the same time. End one of its memberships first.")
            ) from error
        moved += cursor.rowcount
    if code in {one.key for one in code_lists.standard(list_name)}:
        retire(list_name, code)
    else:
        _delete(list_name, code)
    journal.current().describe(**told)
    return moved


@command(N_("Remove the entry «{word}»"))
def remove(list_name: str, code: str) -> None:
    """Take an entry of one's own out of a list for good. Raises CrmError where records carry it, with how many."""
    _open(list_name)
    _known(list_name, code)
    word = code_lists.label(list_name, code)
    if any(one.key == code for one in code_lists.standard(list_name)):
        raise CrmError(_("It belongs to the standard and can be taken out of use, but not removed."))
    count = sum(queries.uses(list_name, code).values())
    if count:
        told = ngettext("{count} record carries it.", "{count} records carry it.", count).format(count=count)
        raise CrmError(told + " " + _("Put another entry in its place."))
    journal.current().describe(word=word)
    _delete(list_name, code)


@command(N_("Back to the standard words"))
def reset(list_name: str, code: str | None = None) -> None:
    """Read a list, or one entry of it, as the program brings it. Entries of one's own stay, in their place."""
    seed = {one.key for one in code_lists.standard(list_name)}
    for one in _terms(list_name):
        if one.code in seed and code in (None, one.code):
            write.delete(CodeTerm, one.id)


@command(N_("Call «{standard}» otherwise"))
def rename(term: str, **languages: dict[str, str]) -> None:
    """Call a term otherwise in every text: `nb` and `en` are {form: word} with one, many, the_one, the_many.

    Where all forms of a language are empty the program's own word comes back. Raises Invalid({language_form: ...}).
    """
    if term not in renaming.TERMS:
        raise ValueError(f"nothing called {term} can be renamed")
    for language, forms in languages.items():
        given = {name: " ".join(word.split()) for name, word in forms.items()}
        known = RenamedTerm.get_or_none(RenamedTerm.term == term, RenamedTerm.language == language)
        if any(given.values()) and not (given.get("one") and given.get("many")):
            missing = "one" if not given.get("one") else "many"
            raise Invalid({f"{language}_{missing}": _("This must be filled in.")})
        if not any(given.values()):
            if known is not None:
                write.delete(RenamedTerm, known.id)
        elif known is None:
            write.insert(RenamedTerm(term=term, language=language, **given))
        else:
            write.change(RenamedTerm, known.id, given)
    journal.current().describe(standard=renaming.STANDARD[term, "nb"].one)


def _open(list_name: str) -> None:
    if list_name not in code_lists.OPEN:
        raise CrmError(_("The program decides by the entries of this list. Their words can be changed, nothing else."))


def _known(list_name: str, code: str) -> None:
    if code not in code_lists.keys(list_name):
        raise CrmError(_("This record does not exist any more."))


def _free(list_name: str, code: str, nb: str, en: str) -> None:
    """Two entries that read the same could not be told apart, by nobody and by no import."""
    for field, word, label in (("nb", nb, "nb"), ("en", en, "en")):
        for one in code_lists.codes(list_name):
            if one.key != code and folding.loose(getattr(one, label)) == folding.loose(word):
                raise Invalid({field: _("Another entry of the list is called that.")})


def _new_key(list_name: str, label: str) -> str:
    stem = re.sub(r"[^a-z0-9]+", "_", folding.fold(label)).strip("_")[:_LONGEST_KEY] or "entry"
    taken = set(code_lists.keys(list_name))
    numbered = (f"{stem}_{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbered) if key not in taken)


def _terms(list_name: str, code: str | None = None) -> list[CodeTerm]:
    found = CodeTerm.select().where(CodeTerm.list == list_name).order_by(CodeTerm.code, CodeTerm.from_year)
    return [one for one in found if code in (None, one.code)]


def _insert(list_name: str, code: str, nb: str, en: str, **values: Any) -> None:
    write.insert(CodeTerm(list=list_name, code=code, label_nb=nb, label_en=en, **values))


def _delete(list_name: str, code: str) -> None:
    for one in _terms(list_name, code):
        write.delete(CodeTerm, one.id)


def _seed(list_name: str, code: str) -> code_lists.Code:
    return next(one for one in code_lists.standard(list_name) if one.key == code)


def _tidy(list_name: str) -> None:
    """Keep only what differs from the standard."""
    seed = {code.key: (place, code) for place, code in enumerate(code_lists.standard(list_name))}
    terms = _terms(list_name)
    if all(one.code in seed and one.position in (None, seed[one.code][0]) for one in terms):
        for one in terms:
            if one.position is not None:
                write.change(CodeTerm, one.id, {"position": None})
    for one in _terms(list_name):
        if one.code not in seed or one.from_year or one.to_year or one.archived or one.position is not None:
            continue
        code = seed[one.code][1]
        if (one.label_nb, one.label_en, one.synonyms) == (code.nb, code.en, ""):
            write.delete(CodeTerm, one.id)


def _read(nb: str, en: str) -> str:
    return nb if nb == en else f"{nb} / {en}"
