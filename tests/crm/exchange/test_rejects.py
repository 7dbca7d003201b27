from datetime import date
from pathlib import Path

from crm.exchange import isolation, plan, rejects
from crm.exchange.carry_out import carry_out

LIST = b"Fornavn;Etternavn;E-post;Medlem fra\nLiv;Strand;liv@strand.example;\nFeil;Adresse;ikke en adresse;3.2.2026\n"


def test_rejected_rows_come_back_in_the_lists_own_layout_and_can_be_mended(register: Path, tmp_path: Path):
    outcome = carry_out(plan.make(LIST, "liste.csv", today=date(2026, 11, 23)))
    out = tmp_path / "rejected.xlsx"
    assert rejects.save(outcome.batch, out).rows == 1
    header, row = isolation.read(out).sheets[0].rows
    assert header[2:] == ["Fornavn", "Etternavn", "E-post", "Medlem fra"]
    assert (row[0], row[2:5]) == (3, ["Feil", "Adresse", "ikke en adresse"])
    assert "ikke en adresse" in str(row[1])
    again = plan.make(out, today=date(2026, 11, 23))
    assert (again.mapping["Fornavn"], again.mapping["Etternavn"]) == ("person.first_name", "person.last_name")
    assert again.mapping["Why not"] is None
    assert again.counts.rows == 1


def test_a_list_without_rejected_rows_gives_headers_alone(register: Path, tmp_path: Path):
    outcome = carry_out(plan.make(LIST.rsplit(b"Feil")[0], "liste.csv", today=date(2026, 11, 23)))
    assert rejects.save(outcome.batch, tmp_path / "none.csv").rows == 0
