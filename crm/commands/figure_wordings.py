"""What the cluster calls the figures of the report: the funder's own form may have other names for them."""

from crm.commands import write
from crm.commands.command import command
from crm.i18n import N_
from crm.queries import figure_wordings
from crm.records.own_figure import FigureWording


@command(N_("Name of {key}"))
def put(key: str, name_nb: str = "", name_en: str = "") -> None:
    """Call a figure so from now on; an empty name is the program's. Frozen reports keep theirs. Raises Invalid."""
    names = {"name_nb": name_nb.strip(), "name_en": name_en.strip()}
    found = figure_wordings.all().get(key)
    if found is None and any(names.values()):
        write.insert(FigureWording(key=key, **names))
    elif found is not None and any(names.values()):
        write.change(FigureWording, found.id, names)
    elif found is not None:
        write.delete(FigureWording, found.id)
