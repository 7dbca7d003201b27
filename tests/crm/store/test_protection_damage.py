"""A protected register with a flipped byte: never a traceback, never silently wrong."""

import random
from pathlib import Path

import pytest

from crm.commands import organisations
from crm.errors import CrmError
from crm.store import failures, keys, opening, protection, quick_check
from tests import new_register


@pytest.mark.parametrize("every", [19, pytest.param(1, marks=pytest.mark.soak)])
def test_a_flipped_bit_on_any_page_is_told_in_a_sentence(tmp_path: Path, every: int) -> None:
    path, chance = tmp_path / "register.klynge", random.Random(1)
    new_register.create(path)
    for number in range(60):
        organisations.add(f"Company {number} AS", notes="x" * 300)
    key = keys.make("fire ord på rad")
    protection.change(key)
    opening.close()
    good = path.read_bytes()
    for page in (0, *range(1, len(good) // keys.PAGE, every)):
        bad = bytearray(good)
        # The salt in front of the first page is none of the pages: another one is another register.
        bad[page * keys.PAGE + chance.randrange(16, keys.PAGE)] ^= 1 << chance.randrange(8)
        path.write_bytes(bad)
        keys.trust(key)
        told = ""
        try:
            opening.open_register(path, check=False)
            with failures.told():
                quick_check.run()
        except CrmError as problem:
            told = str(problem)
        finally:
            opening.close()
        assert told and "read-only" not in told, f"page {page + 1}: {told}"
