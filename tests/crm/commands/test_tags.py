"""Words of one's own, also those that somebody copied out of a strange document."""

import pytest

from crm.commands import tags
from crm.errors import Invalid
from crm.store.database import rows, value
from tests.crm.conftest import Cluster


def test_a_word_in_which_nobody_sees_anything_is_none(cluster: Cluster) -> None:
    tags.put("person", cluster.kare, ["", " ", "\u200b", "\u202e\ufeff", "\0", "Styret"])
    assert rows("SELECT name FROM tag") == [("Styret",)]
    for name in ("", "\u200b", "\0 "):
        with pytest.raises(Invalid) as wrong:
            tags.rename(value("SELECT id FROM tag"), name)
        assert set(wrong.value.fields) == {"name"}


def test_a_word_is_the_same_with_and_without_signs_that_nobody_sees(cluster: Cluster) -> None:
    tags.put("person", cluster.kare, ["Sty\u200bret", "styret", "\u202eStyret"])
    tags.put("organisation", cluster.nordlys, ["\ufeffStyret"])
    assert rows("SELECT name FROM tag") == [("Styret",)]
    assert value("SELECT count(*) FROM tagging") == 2
    tags.rename(value("SELECT id FROM tag"), "\u2066Rådet")
    assert rows("SELECT name FROM tag") == [("Rådet",)]
