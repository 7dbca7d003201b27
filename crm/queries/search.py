"""One search over everything: people, organisations, meetings, follow-ups, projects, activities, files and tags."""

from datetime import date

from crm.queries import (
    found_with,
    matching,
    noted,
    organisations,
    own_found,
    people,
    ranking,
    tagged,
    told_found,
    typos,
    written,
)
from crm.queries.written import Hit as Hit


def hits(text: str, limit: int = 50, today: date | None = None) -> list[Hit]:
    """What a text finds, at most `limit` of each kind, archived records left out.

    People and organisations come best first, also those with a fitting address or phone, which then is the snippet;
    where there is room those follow in whose notes the words stand. All else comes newest first. Each word must occur;
    ø is found by o, oe and ø, a phone by its digits. "#styret" finds the tag and who has it. Where nothing is found,
    names that differ by one typo are. What stands in a field of one's own finds its record, which stands last.
    Nothing is ranked over all hits (PERFORMANCE.md P3).
    """
    tag = tagged.asked(text)
    if tag is not None:
        return tagged.hits(tag, limit)
    words = matching.words(text)
    if not words:
        return []
    day = today or date.today()
    once = ranking.Once()
    persons = ranking.people(text, limit, day.isoformat(), once)
    companies = ranking.organisations(text, limit, once)
    found = [
        *_people(_and_noted("person", persons, words, limit), day),
        *_organisations(_and_noted("organisation", companies, words, limit), words),
        *(hit for kind in written.KINDS for hit in written.hits(kind, words, limit)),
        *written.files(words, limit),
        *told_found.hits(words, limit),
        *found_with.hits(words, limit),
        *tagged.named_so(words),
    ]
    found += own_found.hits(words, limit, {(hit.kind, hit.id) for hit in found})
    return found or [
        *_people(dict.fromkeys(typos.people(words, limit), ""), day),
        *_organisations(dict.fromkeys(typos.organisations(words, limit), ""), words),
    ]


def _and_noted(table: str, found: dict[int, str], words: list[str], limit: int) -> dict[int, str]:
    return found | noted.told(table, words, limit - len(found), found) if len(found) < limit else found


def _people(found: dict[int, str], today: date) -> list[Hit]:
    return [
        Hit("person", row.id, row.name, " · ".join(filter(None, (row.title, row.organisation))), found[row.id])
        for row in people.named(list(found), today).values()
    ]


def _organisations(found: dict[int, str], words: list[str]) -> list[Hit]:
    joined = "".join(words)
    return [
        Hit(
            *("organisation", row.id, row.name, row.city),
            found[row.id] or (row.org_number if joined.isdigit() and joined in row.org_number else ""),
        )
        for row in organisations.named(list(found)).values()
    ]
