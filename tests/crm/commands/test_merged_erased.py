"""Erasing somebody reaches the images of the one that went into that person, under whatever name."""

from pathlib import Path

import pytest

from crm.commands import erasing, merging, people, recycle_bin
from crm.errors import CrmError
from crm.queries import recycle_bin as thrown
from crm.store import opening, soundness
from tests import new_register
from tests.crm.store.left_bytes import hits

WORDS = ("Walborg", "Knivskjellodden", "walborg.k@tjuvhavn.example", "47983699", "Ragnfrid", "Tjuvskjærsund")


def test_no_byte_names_the_one_that_went_into_who_was_erased(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    new_register.create(folder / "register.klynge")
    kept = people.add(first_name="Ragnfrid", last_name="Tjuvskjærsund")
    gone = people.add(
        first_name="Walborg", last_name="Knivskjellodden", email="walborg.k@tjuvhavn.example", phone="479 83 699"
    )
    merging.merge("person", kept, gone, choices={"first_name": "kept"})
    erasing.erase(kept, also=("Ragnfrid", "Tjuvskjærsund", "Walborg", "Knivskjellodden"))
    assert soundness.problems() == []
    assert hits(folder, WORDS) == []
    assert [one for one in thrown.everything() if one.can and one.how != thrown.ARCHIVED] == []
    with pytest.raises(CrmError):
        recycle_bin.restore("person", gone)
    opening.close()
    assert hits(folder, WORDS) == []
