"""What the staff say to a figure of a year: it stands in the summary and in the text of the report."""

from crm.commands import write
from crm.commands.command import command
from crm.i18n import N_
from crm.queries import figure_comments
from crm.records.own_figure import FigureComment


@command(N_("Comment on {key} {year}"))
def put(key: str, year: int, text: str) -> None:
    """Keep what is said to a figure in a year; "" takes it away, and an earlier year's holds again. Raises Invalid."""
    words, found = text.strip(), figure_comments.row(key, year)
    if found is None and words:
        write.insert(FigureComment(key=key, year=year, text=words))
    elif found is not None and words:
        write.change(FigureComment, found, {"text": words})
    elif found is not None:
        write.delete(FigureComment, found)
