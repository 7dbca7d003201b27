"""What the cluster calls the figures of the report and in what order: the funder's own form may have it otherwise."""

from crm.commands import write
from crm.commands.command import command
from crm.i18n import N_
from crm.queries import figure_wordings
from crm.records.own_figure import FigureWording


@command(N_("Name of {key}"))
def put(key: str, name_nb: str = "", name_en: str = "", *, position: int | None = None, hidden: bool = False) -> None:
    """Call a figure so from now on; an empty name is the program's. Frozen reports keep theirs. Raises Invalid.

    `position` is its place in the report from 1, None for that of the program. A `hidden` one is counted, frozen and
    proved as before, and stands neither on the page nor in the summary.
    """
    names = {"name_nb": name_nb.strip(), "name_en": name_en.strip(), "position": position, "hidden": hidden}
    found = figure_wordings.all().get(key)
    own = any(value not in ("", None, False) for value in names.values())
    if found is None and own:
        write.insert(FigureWording(key=key, **names))
    elif found is not None and own:
        write.change(FigureWording, found.id, names)
    elif found is not None:
        write.delete(FigureWording, found.id)
