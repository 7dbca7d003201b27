"""What an import begins with: a file, or cells that were copied, and how somebody wants them read."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from crm.exchange import isolation
from crm.exchange.source import Source
from crm.i18n import _
from crm.progress import Progress

TABLE_MIN_LINES = 2


@dataclass(frozen=True)
class Given:
    """A file, or the text of cells; `name` is for the sentences and for the history.

    `encoding`, `delimiter` and `password` as for isolation.read; None leaves it to the reader.
    """

    name: str
    path: Path | None = None
    cells: str = ""
    encoding: str | None = None
    delimiter: str | None = None
    password: str | None = field(default=None, repr=False)

    def read(self, progress: Progress) -> Source:
        """What it holds; raises as isolation.read does."""
        if self.path is not None:
            return isolation.read(
                self.path,
                encoding=self.encoding,
                delimiter=self.delimiter,
                password=self.password,
                progress=progress,
            )
        # Half a sign of a broken copy is no reason to refuse the rest
        data = self.cells.encode("utf-8", "replace")
        return isolation.read_data(data, self.name, encoding="utf-8", delimiter=self.delimiter, progress=progress)


def of_file(path: Path) -> Given:
    """A file."""
    return Given(path.name, path)


def of_cells(text: str) -> Given | None:
    """Cells as a spreadsheet copies them; None for what is no table: one line without a tab."""
    if "\t" in text:
        return Given(_("Pasted cells"), cells=text, delimiter="\t")
    lines = [line for line in text.splitlines() if line.strip()]
    return Given(_("Pasted cells"), cells=text) if len(lines) >= TABLE_MIN_LINES else None


def copied() -> Given | None:
    """What was copied last, if it is cells."""
    return of_cells(QGuiApplication.clipboard().text())


def no_cells() -> str:
    """What to say where nothing was copied that could be a list."""
    return _("No cells are copied. Select the list in Excel together with its headers, copy it, and paste again.")
