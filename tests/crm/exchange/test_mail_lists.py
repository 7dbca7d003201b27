"""Mail lists: who gets a mailing and who does not, and what Outlook, Mailchimp, Word and phones read of it."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import vobject
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from crm import cli
from crm.commands import activities, contact_points, memberships, organisations, people, write
from crm.commands.command import command
from crm.exchange import mail_lists
from crm.exchange.writers import words
from crm.queries import mailing
from crm.queries.mailing import INVITATION, NEWSLETTER, SERVICE, Recipient
from crm.records.consent_record import ConsentRecord
from crm.rules import mailing as rules
from crm.rules import names
from crm.store import opening
from tests import examples, new_register

TODAY = date(2026, 11, 23)


@command("Note a consent")
def consent(person: int, status: str, purpose: str = "newsletter", on: date = TODAY) -> None:
    write.insert(ConsentRecord(person=person, purpose=purpose, channel="email", status=status, recorded_on=on))


@pytest.fixture
def known(tmp_path: Path) -> Iterator[dict[str, int]]:
    new_register.create(tmp_path / "register.klynge")
    firm = organisations.add("Nordlys AS", street="Strandgata 3", postal_code="0041", city="Tromsø")
    contact_points.add(kind="email", value="post@nordlys.example", organisation=firm)
    other = organisations.add("Fjordtech AS")
    contact_points.add(kind="email", value="kari.ny@fjordtech.example", organisation=other)
    memberships.join(firm, joined_on=date(2020, 1, 1))

    def add(first: str, mail: str, **more: object) -> int:
        return people.add(first_name=first, last_name="Berg", email=mail, organisation=firm, **more)  # type: ignore[arg-type]

    found = {"firm": firm, "other": other,
             "yes": add("Ja", "ja@nordlys.example"), "no": add("Nei", "nei@nordlys.example"),
             "unasked": add("Uspurt", "uspurt@nordlys.example"), "desk": add("Pult", "info@nordlys.example"),
             "objected": add("Imot", "imot@nordlys.example", objected_on=TODAY), "mailless": add("Uten", ""),
             "twice": add("To", "JA@nordlys.example")}  # fmt: skip
    consent(found["no"], "given", on=date(2020, 1, 1))
    consent(found["no"], "withdrawn")
    for one in ("yes", "twice"):
        consent(found[one], "given")
        consent(found[one], "given", "event_marketing")
    consent(found["objected"], "given")
    found["archived"] = add("Arkivert", "arkivert@nordlys.example")
    people.archive(found["archived"])
    yield found
    opening.close()


def asked(known: dict[str, int], purpose: str, **more: object) -> tuple[list[str], dict[str, str]]:
    ids = [id for name, id in known.items() if name not in ("firm", "other")]
    found = mailing.mailing(ids, purpose, TODAY, **more)  # type: ignore[arg-type]
    return [one.name for one in found.taken], {one.name.split()[0]: one.reason for one in found.left}


def test_a_newsletter_needs_consent_but_for_a_desk_and_service_mail_does_not(known: dict[str, int]) -> None:
    always = {"Imot": "objected", "Uten": "no_mail", "To": "twice", "Arkivert": "archived"}
    taken, left = asked(known, NEWSLETTER, organisations=(known["firm"], known["other"]))
    assert taken == ["Ja Berg", "Pult Berg", "Nordlys AS"]
    assert left == always | {"Nei": "refused", "Uspurt": "no_consent", "Fjordtech": "no_consent"}
    taken, left = asked(known, INVITATION)
    assert taken == ["Ja Berg", "Pult Berg"] and left["Nei"] == "no_consent"
    taken, left = asked(known, SERVICE)
    assert taken == ["Ja Berg", "Nei Berg", "Uspurt Berg", "Pult Berg"] and left == always


def test_letters_need_an_address_and_no_consent(known: dict[str, int]) -> None:
    taken, left = asked(known, NEWSLETTER, by_post=True)
    assert "Uten Berg" in taken and set(left.values()) == {"objected", "archived"}


def test_of_members_and_of_an_activity(known: dict[str, int]) -> None:
    assert known["archived"] not in mailing.at([known["firm"]], TODAY) and len(mailing.at([known["firm"]], TODAY)) == 7
    treff = activities.add("Treff", start_on=TODAY)
    activities.attend(treff, person=known["yes"])
    activities.attend(treff, person=known["no"], status="cancelled")
    assert mailing.attendees(treff) == [known["yes"]]


def test_each_file_reads_back_with_zeros_and_letters(known: dict[str, int], tmp_path: Path) -> None:
    recipients = mailing.mailing([known["yes"], known["unasked"]], SERVICE, TODAY).taken
    mail_lists.write("mailchimp", tmp_path / "a.csv", recipients)
    lines = list(csv.reader((tmp_path / "a.csv").read_text("utf-8").splitlines()))
    assert lines[0][:3] == ["Email Address", "First Name", "Last Name"] and lines[1][:2] == ["ja@nordlys.example", "Ja"]
    mail_lists.write("merge", tmp_path / "a.xlsx", recipients)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[2]][4:8] == ["Nordlys AS", "Strandgata 3", "0041", "Tromsø"]
    mail_lists.write("cards", tmp_path / "a.vcf", recipients)
    text = (tmp_path / "a.vcf").read_text("utf-8")
    assert text.count("VERSION:3.0") == 2 and "Nordlys AS" in text


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cn")), max_size=20) | st.sampled_from(
    ["=1+1", "@SUM(A1)", "a;b", 'si "hei"', "Åse, AS", "x\ny", "\\n"]
)
PERSON = st.builds(
    Recipient, st.just(1), st.just(1), TEXT, TEXT.filter(lambda text: bool(text.strip())), st.just("a@b.example"),
    TEXT, TEXT, TEXT, TEXT, TEXT, st.sampled_from(["", "+47 40 61 23 45"]), st.sampled_from(["", "nb"]),
)  # fmt: skip


@given(st.lists(PERSON, max_size=4))
@settings(max_examples=examples.of(15), deadline=None, phases=(Phase.explicit, Phase.generate))
def test_no_text_breaks_a_list_becomes_a_formula_or_changes_a_phone(tmp_path_factory, recipients) -> None:
    folder = tmp_path_factory.mktemp("lists")
    for kind, ending in (("mailchimp", ".csv"), ("cards", ".vcf")):
        assert mail_lists.write(kind, folder / f"a{ending}", recipients) == len(recipients)
    lines = list(csv.reader(io.StringIO((folder / "a.csv").read_bytes().decode(), newline="")))
    assert len(lines) == len(recipients) + 1
    assert not [cell for line in lines for cell in line if words.would_run(cell) and not cell.startswith("'")]
    assert [line[5] for line in lines[1:]] == [one.phone for one in recipients]
    cards = list(vobject.readComponents((folder / "a.vcf").read_text("utf-8")))
    assert [card.n.value.family.strip() for card in cards] == [
        " ".join(names.clean(words.sound(one.last_name)).split(" ")).strip() for one in recipients
    ]
    assert rules.outlook((one.name, one.email) for one in recipients).count("<a@b.example>") == sum(
        bool(one.name.split()) for one in recipients
    )


def test_the_verb_says_who_is_left_out(
    known: dict[str, int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opening.close()
    file = str(tmp_path / "register.klynge")
    assert cli.main(["mailing", file, "--for", "newsletter", "--members", "--json", "--lang", "en"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["email"] for one in told["recipients"]] == [
        "ja@nordlys.example", "info@nordlys.example", "post@nordlys.example"]  # fmt: skip
    assert told["reasons"]["no_consent"] == 1
    out = str(tmp_path / "liste.csv")
    assert cli.main(["mailing", file, "--for", "service", "--as", "mailchimp", "--out", out, "--lang", "en"]) == 0
    assert "get it" in capsys.readouterr().out and Path(out).exists()
    book = str(tmp_path / "ut.xlsx")
    assert cli.main(["roundtrip", file, "--send", "person", "--out", book, "--lang", "en"]) == 0
    edited = openpyxl.load_workbook(book)
    edited.worksheets[0]["A2"].value = "Arne"
    edited.save(book)
    assert cli.main(["roundtrip", file, "--back", book, "--json", "--lang", "en"]) == 0
    told = json.loads(capsys.readouterr().out.partition("{")[2].join(["{", ""]))
    assert [one["theirs"] for one in told["differences"]] == ["Arne"] and "taken" not in told
    assert cli.main(["roundtrip", file, "--back", book, "--take", "--lang", "en"]) == 0
    assert "1 changed, 0 added, 0 archived." in capsys.readouterr().out
