"""What the cluster calls a figure: in the report from now on, never in one that is frozen, and undone."""

from datetime import date

from crm.commands import figure_wordings, history
from crm.reports import document, goals, report, run, snapshot, workbook
from crm.reports.figures import FIGURES, known
from crm.store.database import value
from tests.crm.conftest import Cluster

TODAY = date(2026, 11, 24)


def test_a_name_holds_until_it_is_taken_away_and_frozen_reports_keep_theirs(cluster: Cluster) -> None:
    program = next(figure for figure in FIGURES if figure.key == "K01")
    frozen = run.freeze(run.make(2025, today=TODAY))
    figure_wordings.put("K01", " Partnere ved årsskiftet ")
    made = run.make(2026, today=TODAY).figures["K01"]
    assert (made.name_nb, made.name_en) == ("Partnere ved årsskiftet", program.name_en)
    assert made.rule_nb == program.rule_nb and made.version == program.version
    assert dict(goals.figure_names("nb"))["K01"] == "Partnere ved årsskiftet"
    assert run.load(frozen.run).figures["K01"].name_nb == program.name_nb
    figure_wordings.put("K01", "Partnere", "Partners")
    assert value("SELECT count(*) FROM figure_wording") == 1
    figure_wordings.put("K01")
    assert known()[0] == program and value("SELECT count(*) FROM figure_wording") == 0
    history.undo()
    assert known()[0].name_en == "Partners"


def test_figures_stand_where_the_cluster_puts_them_and_hidden_ones_are_counted_and_kept(
    cluster: Cluster,
) -> None:
    figure_wordings.put("K20", position=1)
    figure_wordings.put("K10", position=3)
    figure_wordings.put("K02", hidden=True)
    assert [figure.key for figure in known()[:5]] == ["K20", "K01", "K10", "K02", "K03"]
    assert sorted(figure.key for figure in known()) == sorted(figure.key for figure in FIGURES)
    made = run.load(run.freeze(run.make(2025, today=TODAY)).run)
    figure_wordings.put("K20")
    figure_wordings.put("K10")
    figure_wordings.put("K02")
    assert [figure.key for figure in known()] == [figure.key for figure in FIGURES]
    found = run.load(made.run or 0)
    assert found == made and snapshot.sha256(snapshot.text(found)) == found.sha256
    assert [one.key for one in found.listed[:4]] == ["K20", "K01", "K10", "K03"]
    assert found.figures["K02"].hidden and "K02" in report.report_json(found)["figures"]  # type: ignore[operator]
    summary, *_others, definitions = workbook.sheets(found, "nb")
    told = [row[0] for row in summary.rows]
    assert "K02" not in told and told[0] == "K20"
    assert "K02" in {row[1] for row in definitions.rows}
    assert not any(words.startswith("K02 ") for _style, words in document.paragraphs(found, "nb"))
