"""How far an import has come: through several kinds of rows, and then through the search index, as through one."""

from dataclasses import dataclass

from crm.i18n import _
from crm.progress import Progress


@dataclass
class Told:
    """Progress through several kinds of rows as through one of `total`, of which the search index is the rest."""

    progress: Progress
    total: int
    text: str
    before: int = 0

    def __call__(self, done: int, total: int | None = None, text: str = "") -> None:
        self.progress(self.before + done, self.total, self.text)

    def passed(self, count: int) -> None:
        """Say that so many rows of one kind are through."""
        self.before += count

    def filling(self, done: int, total: int | None = None, text: str = "") -> None:
        """The progress of what comes once all rows are through."""
        left = self.total - self.before
        self.progress(self.before + (left * done // total if total else left), self.total, text)


def of(progress: Progress, rows: int) -> Told:
    """The progress of writing so many rows; to fill the search index takes a quarter as long."""
    return Told(progress, rows + rows // 4, _("Writing the contacts"))
