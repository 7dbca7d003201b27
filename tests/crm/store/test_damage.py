"""A damaged file is refused or found by the check, never changed, never silently wrong.

RELIABILITY.md promise 5. The suite takes a sample of the pages; the soak takes each.
"""

from collections import Counter
from pathlib import Path

import pytest

from crm.store import opening
from tests.crm.store import damaging
from tests.crm.store.damaging import Damage, Dump
from tests.crm.store.test_recover import pages_of

OWN_WORDS = {"step", "import_batch", "import_row", "shape", "sqlite_sequence", "import_mapping", "import_word"}
"""What no second copy inside the file tells: the labels of steps, and the rows of imports."""


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Dump]:
    path = tmp_path_factory.mktemp("good") / "good.klynge"
    opening.create(path)
    damaging.fill()
    held = damaging.dump()
    opening.close()
    return path.read_bytes(), held


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "damaged.klynge"


def each(good: bytes, damage: Damage, step: int) -> list[tuple[int, bytes]]:
    return [(page, damage(good, page, damaging.chance(damage.__name__, page))) for page in damaging.pages(good, step)]


def walk(path: Path, good: tuple[bytes, Dump], damage: Damage, step: int) -> Counter[str]:
    """Open and check the file with each of its pages damaged; how often what was made of it."""
    seen: Counter[str] = Counter()
    for page, data in each(good[0], damage, step):
        found = damaging.look(path, data, good[1])
        seen[found.how] += 1
        silently = found.differing.keys() - OWN_WORDS
        assert not silently, f"page {page}: {found.differing} differs and nothing said so"
    return seen


def bring_back(path: Path, good: tuple[bytes, Dump], damage: Damage, step: int) -> int:
    """Recover the file with each of its pages damaged; how many rows of records were lost in all."""
    lost = 0
    for page, data in each(good[0], damage, step):
        found = damaging.recovered(path, data)
        if found is None and damage is damaging.cut and page < len(good[0]) // damaging.PAGE // 10:
            continue  # no row of any table lies there
        assert found is not None, f"page {page}: nothing was recovered"
        held, report = found
        missing = {
            table: len({row[0] for row in good[1][table]} - {row[0] for row in held[table]})
            for table in good[1].keys() - {"change", "open_step", "shape"}
        }
        assert not any(missing.values()) or not report.is_whole(), f"page {page}: {missing} is missing and not told"
        if damage is not damaging.cut:
            lost += sum(missing.values())
    return lost


DAMAGES = [damaging.flipped, damaging.zeroed, damaging.cut]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_refused_or_found_and_never_changes_the_file(
    path: Path, good: tuple[bytes, Dump], damage: Damage
) -> None:
    seen = walk(path, good, damage, 97)
    assert seen["refused"] + seen["found"] > 0


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_left_of_a_damaged_file_is_recovered(path: Path, good: tuple[bytes, Dump], damage: Damage) -> None:
    bring_back(path, good, damage, 571)


def test_a_file_of_which_nearly_nothing_is_left_is_never_called_whole(path: Path, good: tuple[bytes, Dump]) -> None:
    found = damaging.recovered(path, damaging.cut(good[0], 41, damaging.chance()))
    assert found is not None and found[1].unknown and not found[1].is_whole()
    assert "The history is lost" in found[1].lines()[0]


@pytest.mark.parametrize("damage", [damaging.zeroed, damaging.cut])
def test_lost_rows_of_an_import_are_counted_and_named(path: Path, good: tuple[bytes, Dump], damage: Damage) -> None:
    path.write_bytes(good[0])
    found = damaging.recovered(path, damage(good[0], pages_of(path, "import_row")[0], damaging.chance()))
    assert found is not None
    held, report = found
    lost = {("import_row", row[0]) for row in good[1]["import_row"] - held["import_row"]}
    assert lost and lost <= set(report.gone) and not report.is_whole()
    assert any("import_row" in line for line in report.lines())


def test_rows_of_an_import_of_which_nothing_tells_how_many_there_were_are_not_called_whole(
    path: Path, good: tuple[bytes, Dump]
) -> None:
    path.write_bytes(good[0])
    data = good[0]
    for page in (pages_of(path, "import_row")[-1], *pages_of(path, "sqlite_sequence")):
        data = damaging.zeroed(data, page, damaging.chance())
    found = damaging.recovered(path, data)
    assert found is not None and len(found[0]["import_row"]) < len(good[1]["import_row"])
    assert found[1].uncounted == {"import_row"} and not found[1].is_whole()
    assert any("“Line of an imported list”" in line for line in found[1].lines())


def test_an_undamaged_file_is_recovered_whole(path: Path, good: tuple[bytes, Dump]) -> None:
    found = damaging.recovered(path, good[0])
    assert found is not None and found[1].is_whole() and found[0] == good[1]


@pytest.mark.soak
@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_of_each_page_is_refused_or_found(path: Path, good: tuple[bytes, Dump], damage: Damage) -> None:
    print(damage.__name__, dict(walk(path, good, damage, 1)))  # noqa: T201 - the soak tells its figures


@pytest.mark.soak
@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_of_each_page_is_recovered(path: Path, good: tuple[bytes, Dump], damage: Damage) -> None:
    print(damage.__name__, bring_back(path, good, damage, 1))  # noqa: T201 - the soak tells its figures
