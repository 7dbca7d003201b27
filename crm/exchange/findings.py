"""What is wrong with the rows of a list, gathered column by column."""

from dataclasses import dataclass, field

from crm.sentences import _

_SHOWN = 80


@dataclass(frozen=True)
class Findings:
    """By the index of the row: its first problem, for which it is rejected, and warnings, with which it comes in."""

    problems: dict[int, str] = field(default_factory=dict)
    warnings: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def reject(self, index: int, sentence: str) -> None:
        """Turn the row away; its first problem counts."""
        self.problems.setdefault(index, sentence)

    def warn(self, index: int, sentence: str) -> None:
        """Let the row come in and say what was left out."""
        said = self.warnings.get(index, ())
        if sentence not in said:
            self.warnings[index] = (*said, sentence)


def not_read(column: str, value: object, expected: str) -> str:
    """A warning about a cell that is left out; `expected` is a translated sentence that says what it should hold."""
    sentence = _("Column “{column}”: “{value}” was left out. {expected}")
    return sentence.format(column=column, value=shown(value), expected=expected)


def wrong(column: str, problem: str) -> str:
    """Why a row is rejected; `problem` is a translated sentence that names the value."""
    sentence = _("Column “{column}”: {problem} Correct it in the list and import it again.")
    return sentence.format(column=column, problem=problem)


def shown(value: object) -> str:
    """A value short enough to stand in a sentence."""
    text = str(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
