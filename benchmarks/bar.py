"""What a bar gives: its figure, whether it holds, and what it was measured beside."""

from typing import NamedTuple, Protocol

from benchmarks.sizes import Sizes


class Result(NamedTuple):
    """One line of the table. `holds` is None where this machine cannot say."""

    key: str
    work: str
    figure: str
    bar: str
    holds: bool | None


class Bar(Protocol):
    """A module of this package whose name begins with its key."""

    def measure(self, sizes: Sizes) -> list[Result]:
        """The lines of the bar."""


def ratio(key: str, work: str, ours: float, floor: float, bar: float, of: str, unit: str = "s") -> Result:
    """A line that compares two times (seconds) or sizes (MB) of one run."""
    found = ours / floor if floor else float("inf")
    return Result(
        key, work, f"{found:.2f}x ({amount(ours, unit)} : {amount(floor, unit)})", f"≤ {bar:g}x {of}", found <= bar
    )


def limit(key: str, work: str, ours: float, bar: float, unit: str = "s", what: str = "") -> Result:
    """A line with a bar of its own."""
    return Result(key, work, amount(ours, unit), f"≤ {amount(bar, unit)} {what}".rstrip(), ours <= bar)


def amount(value: float, unit: str) -> str:
    """A time or a size as one reads it."""
    if unit != "s":
        return f"{value:.0f} {unit}"
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.3g} ms"
