"""The figures of the annual report, in their order (DOMAIN.md 7)."""

from crm.reports.figures import contact, membership, quality
from crm.reports.figures.definition import Figure, defined

FIGURES: tuple[Figure, ...] = defined(membership.ASKS | contact.ASKS | quality.ASKS)
"""K01-K14 and K40; the rest come with the records they count."""
