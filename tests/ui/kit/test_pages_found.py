"""Where an id stands among all those of a list, found without walking them."""

from hypothesis import example, given
from hypothesis import strategies as st

from ui.kit.pages import Pages

IDS = st.lists(st.integers(-(2**40), 2**40) | st.integers(0, 3).map(lambda n: n << 8), unique=True, max_size=30)


@given(IDS, st.integers(-5, 1000))
@example([256, 1], 1)
@example([1 << 56, 1], 1)
def test_an_id_is_found_where_it_stands_and_no_other_is(ids: list[int], other: int) -> None:
    for wanted in (*ids, other):
        pages = Pages(lambda _ids: {})
        pages.set_ids(ids)
        assert pages.position(wanted) == (ids.index(wanted) if wanted in ids else -1)
