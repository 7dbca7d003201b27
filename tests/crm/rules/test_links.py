import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.rules import links


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("www.nordlys.example", "https://www.nordlys.example"),
        ("Nordlys.example/Om oss", "https://nordlys.example/Om oss"),
        ("http://NORDLYS.example/", "http://nordlys.example"),
        ("nordlys.example:8080/x", "https://nordlys.example:8080/x"),
        ("//nordlys.example", "https://nordlys.example"),
        ("tel:+4791234567", "tel:+4791234567"),
        ("", ""),
    ],
)
def test_links_get_their_scheme(written, kept):
    assert links.normalised(written) == kept


@pytest.mark.parametrize(
    "link", ["nordlys.example", "https://blåbær.example/a?b=c#d", "mailto:a@b.example", "tel:+4791234567", ""]
)
def test_links_that_may_be_opened(link):
    assert links.problem(link) is None


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://nordlys.example",
        "nordlys",
        "mailto:",
        "https://",
        "https://bank.example@evil.example",
        "http://[::1",
        "https://nordlys.example/a b",
        "\\\\server\\share",
    ],
)
def test_links_that_may_not_be_opened(link):
    assert links.problem(link)


@given(st.text())
def test_no_text_makes_the_rules_fail(text):
    links.problem(text)
    assert links.normalised(links.normalised(text)) == links.normalised(text)
