"""The tags and consents that people and organisations of a list have already."""

import json
from collections.abc import Collection

from crm.queries import own_fields
from crm.rules.own_values import Value
from crm.store.database import rows


def tags(keys: Collection[str]) -> dict[str, int]:
    """The tags with these keys (crm.records.tag.derived): {key: id}."""
    return dict(
        rows(
            "SELECT name_key, tag.id FROM json_each(?) AS wanted CROSS JOIN tag ON name_key = wanted.value",
            (json.dumps(list(keys)),),
        )
    )


def taggings(owner: str, ids: Collection[int]) -> list[tuple[int, str]]:
    """(person or organisation, key of the tag) for those that have tags; `owner` is person or organisation."""
    if owner not in ("person", "organisation"):
        raise ValueError(owner)
    return rows(
        f"SELECT {owner}_id, name_key FROM json_each(?) AS wanted"
        f" CROSS JOIN tagging ON {owner}_id = wanted.value JOIN tag ON tag.id = tag_id",
        (json.dumps(list(ids)),),
    )


def own_values(owner: str, ids: Collection[int]) -> dict[tuple[str, int, int], tuple[int, int, Value]]:
    """What stands in fields of one's own of people or organisations: {(owner, id, field): (row, version, value)}."""
    if owner not in ("person", "organisation"):
        raise ValueError(owner)
    return {
        (owner, row, field): (id, version, own_fields.stored(kind, text, number, day, choice))
        for row, field, id, version, kind, text, number, day, choice in rows(
            f"SELECT {owner}_id, own_field_id, own_value.id, own_value.version, kind, text, number, day, own_choice_id"
            f" FROM json_each(?) AS wanted CROSS JOIN own_value ON {owner}_id = wanted.value"
            " JOIN own_field ON own_field.id = own_field_id",
            (json.dumps(list(ids)),),
        )
    }


def years(organisations: Collection[int]) -> dict[tuple[int, int], tuple[int, int, *tuple[int | None, ...]]]:
    """The figures of years of organisations, as crm.commands.import_writes.YearCell: {(organisation, year): cell}."""
    return {
        (organisation, year): (id, version, *figures)
        for organisation, year, id, version, *figures in rows(
            "SELECT organisation_id, year, y.id, y.version, employees, turnover, balance, value_creation"
            " FROM json_each(?) AS wanted CROSS JOIN organisation_year AS y ON organisation_id = wanted.value",
            (json.dumps(list(organisations)),),
        )
    }


def newsletters(people: Collection[int]) -> dict[int, str]:
    """What these people said last about the newsletter by e-mail: {person: given or withdrawn}."""
    return dict(
        rows(
            "SELECT person_id, status FROM json_each(?) AS wanted"
            " CROSS JOIN consent_record ON person_id = wanted.value AND purpose = 'newsletter' AND channel = 'email'"
            " ORDER BY recorded_on, consent_record.id",
            (json.dumps(list(people)),),
        )
    )
