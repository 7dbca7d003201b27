"""What the cluster calls a figure: in the report from now on, never in one that is frozen, and undone."""

from datetime import date

from crm.commands import figure_wordings, history
from crm.reports import goals, run
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
