"""What the list of figures shows of each."""

from collections.abc import Callable, Sequence

from crm.i18n import _, language, spaced
from crm.queries.goals import IndicatorRow
from crm.reports.report import Reported
from ui.dialogs import figure_words
from ui.kit.table import Column
from ui.pages import figure_years


def of(indicators: Callable[[], Sequence[IndicatorRow]]) -> list[Column]:
    """The columns; `indicators` gives the goals that a target comes from, as they are when it is shown."""

    def now(figure: Reported) -> str:
        return figure_words.short(figure.value, figure.unit)

    def before(figure: Reported) -> str:
        return figure_words.short(figure.before.value, figure.unit)

    def change(figure: Reported) -> str:
        return figure_words.change(figure.value, figure.before.value, figure.unit)

    def missing(figure: Reported) -> str:
        return spaced(len(figure.now.almost)) if figure.now.almost else ""

    def target(figure: Reported) -> str:
        return figure_years.target(figure, indicators())

    return [
        Column("key", _("No."), 46, sortable=False, visible=False),  # it stands beside the name in the passport
        Column("name", _("Figure"), 162, show=lambda one: one.name(language()), sortable=False, grows=True,
               tip=lambda one: one.rule(language())),
        Column("now", _("The year"), 80, "right", show=now, sortable=False),
        Column("before", _("Before"), 80, "right", show=before, sortable=False),
        Column("change", _("Change"), 86, "right", show=change, sortable=False),
        Column("target", _("Target"), 66, "right", show=target, sortable=False),
        Column("missing", _("Missing"), 76, "right", show=missing, sortable=False),
    ]  # fmt: skip
