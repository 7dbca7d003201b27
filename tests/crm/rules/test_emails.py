import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.rules import emails


@pytest.mark.parametrize(
    "address",
    [
        "kare@nordlys.example",
        "Kare.Odegard+klynge@nordlys.example",
        "kåre@blåbær.example",
        "post@uit.no",
        "o'hara@nordlys.example",
        "mailto:kare@nordlys.example",
        "Kåre Ødegård <kare@nordlys.example>",
        "",
    ],
)
def test_addresses_in_use_are_accepted(address):
    assert emails.problem(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "kare",
        "kare@",
        "@nordlys.example",
        "kare@nordlys",
        "a b@nordlys.example",
        "a@b@c.example",
        "a..b@c.example",
        "a@c..no",
        "a@-c.example",
        f"{'a' * 65}@c.example",
        "a@b_c.example",
        "a,b@c.example",
        "kare.@nordlys.example",
        "a@1.2.3.4",
    ],
)
def test_what_is_no_address_gets_a_sentence(address):
    assert "is not an e-mail address" in (emails.problem(address) or "")


def test_addresses_are_compared_in_small_letters():
    assert emails.normalised(" <KARE@Nordlys.Example>; ") == "kare@nordlys.example"


@given(st.text())
def test_no_text_makes_the_rules_fail(text):
    emails.problem(text)
    emails.split(text)
    emails.domain(text)
    emails.is_generic(text)
    assert emails.normalised(emails.normalised(text)) == emails.normalised(text)


@pytest.mark.parametrize(
    ("cell", "addresses"),
    [
        ("a@x.example; b@y.example", ["a@x.example", "b@y.example"]),
        ("a@x.example, b@y.example,", ["a@x.example", "b@y.example"]),
        ("a@x.example ::: b@y.example", ["a@x.example", "b@y.example"]),
        ("a@x.example\nb@y.example", ["a@x.example", "b@y.example"]),
        ("a@x.example/b@y.example", ["a@x.example", "b@y.example"]),
        ('"Berg, Eva" <eva@x.example>', ["eva@x.example"]),
        ('"Berg, Eva" <eva@x.example>; "Aas, Per" <per@y.example>', ["eva@x.example", "per@y.example"]),
        ("  ", []),
    ],
)
def test_several_addresses_in_a_cell_are_split(cell, addresses):
    assert emails.split(cell) == addresses


def test_an_address_of_a_desk_is_no_persons():
    assert emails.is_generic("POST@nordlys.example") and emails.is_generic("firmapost@nordlys.example")
    assert not emails.is_generic("postman.per@nordlys.example")
    assert emails.is_shared_domain("per@gmail.com") and not emails.is_shared_domain("per@nordlys.example")
