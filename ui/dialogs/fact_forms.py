"""What is asked of each kind of record that is told of a year, and which command keeps it."""

from collections.abc import Mapping

from ui.dialogs import fact_groups, fact_money, fact_results
from ui.dialogs.fact_form import FactForm

FORMS: Mapping[str, FactForm] = {**fact_money.FORMS, **fact_results.FORMS, **fact_groups.FORMS}
"""By the name of the table."""
