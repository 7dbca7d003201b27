"""What money and hours were worth in a year: the price of a euro, and the caps of hours as own contribution."""

from collections.abc import Sequence

from crm.records import accounts
from crm.records.base import Record
from crm.records.fields import Count, Text, Year
from crm.records.organisation import Organisation


class YearRate(Record):
    """The rates of one year; an empty one is that of the settings, and for the euro unknown.

    `euro` is the price of one euro and `hour_rate_cap` the highest rate of an hour, both in øre; `hours_cap` is the
    most minutes that count for one person in the year (DOMAIN.md 1.1 no. 16). `source` says where they were read.
    """

    year = Year(unique=True)
    euro = Count(null=True)
    hour_rate_cap = Count(null=True)
    hours_cap = Count(null=True)
    source = Text(500)

    def followers(self) -> Sequence[Record]:
        """The organisations whose accounts are of this year: their size is told in euro."""
        return list(Organisation.select().where(Organisation.id.in_(accounts.resting_on(self.year))))
