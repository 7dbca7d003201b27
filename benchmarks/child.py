"""`python -m benchmarks.child MODULE TASK JSON`: one task of a bar in this process; prints the dict it gives."""

import importlib
import json
import sys


def main(module: str, task: str, given: str) -> None:
    """Do the task."""
    told = getattr(importlib.import_module(f"benchmarks.{module}"), task)(**json.loads(given))
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
