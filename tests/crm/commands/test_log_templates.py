from collections.abc import Callable
from pathlib import Path

import pytest

from crm.commands import cluster, history
from crm.commands import log_templates as commands
from crm.commands.log_templates import Follows
from crm.errors import Invalid
from crm.queries import log_templates
from tests.crm.store.conftest import Dump


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_new_register_has_three_templates_in_its_language(register: Path, language: str) -> None:
    cluster.begin("Polarhav", language=language)
    first = log_templates.all()[0]
    assert len(log_templates.all()) == 3
    assert first.name == {"nb": "Første besøk", "en": "First visit"}[language]
    assert (first.type, len(first.tasks)) == ("site_visit", 3)


def test_a_register_of_an_older_schema_gets_them_in_one_step(register: Path, dump: Callable[[], Dump]) -> None:
    before = dump()
    assert not log_templates.any()
    commands.seed("nb")
    assert log_templates.any() and len(log_templates.all()) == 3
    history.undo()
    assert dump() == before


def test_a_template_is_edited_with_what_follows_put_first_and_archived(
    register: Path, dump: Callable[[], Dump]
) -> None:
    commands.seed("en")
    before = dump()
    mine = commands.add("Coffee", type="phone", minutes=20, tasks=[Follows(" Say thanks ", 1)])
    commands.edit(mine, name="Call", tasks=[Follows("Say thanks", 2), Follows("Ask again", 30)])
    commands.put_first(mine)
    first = log_templates.all()[0]
    assert (first.id, first.name, first.minutes) == (mine, "Call", 20)
    assert first.tasks == [("Say thanks", 2), ("Ask again", 30)]
    commands.archive(mine)
    assert mine not in [row.id for row in log_templates.all()]
    for _step in range(4):
        history.undo()
    assert dump() == before


def test_what_is_wrong_in_a_template_is_told(register: Path) -> None:
    with pytest.raises(Invalid):
        commands.add("")
    with pytest.raises(Invalid):
        commands.add("Visit", tasks=[Follows("", 3)])
    assert log_templates.all() == []
