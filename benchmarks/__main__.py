"""`python -m benchmarks [--quick] [--no-readme] [P3 P5 ...]`: measure, print the table, write it into the README."""

import argparse
import importlib
from pathlib import Path

from benchmarks import readme, sizes
from benchmarks.bar import Result


def main() -> int:
    """Measure the bars that are asked for, all of them by themselves."""
    options = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    options.add_argument("bars", nargs="*", metavar="P3", help="only these")
    options.add_argument("--quick", action="store_true", help="small registers: does it run at all?")
    options.add_argument("--no-readme", action="store_true", help="leave the README as it is")
    given = options.parse_args()
    measured = sizes.chosen(given.quick)
    found: list[Result] = []
    for name in bars([bar.upper() for bar in given.bars]):
        results = importlib.import_module(f"benchmarks.{name}").measure(measured)
        found += results
        for result in results:
            print(readme.line(result), flush=True)
    if not (given.bars or given.quick or given.no_readme):
        readme.write(found, measured)
    missed = [result.key for result in found if result.holds is False]
    print(f"{len(found)} measured, {len(missed)} missed{': ' + ', '.join(missed) if missed else ''}")
    return 0


def bars(wanted: list[str]) -> list[str]:
    """The modules of the bars: p01_start for P1."""
    listed = sorted(file.stem for file in Path(__file__).parent.glob("p[0-9][0-9]_*.py"))
    return [name for name in listed if not wanted or f"P{int(name[1:3])}" in wanted]


if __name__ == "__main__":
    raise SystemExit(main())
