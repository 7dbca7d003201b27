"""The decorator that makes a function a command: one transaction, one journal step, one undo."""

import functools
import inspect
import string
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from crm.store import journal

Params = ParamSpec("Params")
Result = TypeVar("Result")


def command(label: str, *, origin: str | None = None) -> Callable[[Callable[Params, Result]], Callable[Params, Result]]:
    """Run the function as one step called `label`, which is marked with N_ where it stands.

    Placeholders in the label are filled from the function's parameters of the same name, or with
    `journal.current().describe(...)` when they are known only at the end. Called inside another command it joins that
    command's step. `origin` is given where it is not that of the process ("import").
    """
    wanted = [name for _text, name, _spec, _conversion in string.Formatter().parse(label) if name]

    def decorate(function: Callable[Params, Result]) -> Callable[Params, Result]:
        signature = inspect.signature(function)

        @functools.wraps(function)
        def run(*args: Params.args, **kwargs: Params.kwargs) -> Result:
            given = signature.bind(*args, **kwargs)
            given.apply_defaults()
            details = {name: given.arguments[name] for name in wanted if name in given.arguments}
            with journal.step(label, origin=origin, **details):
                return function(*args, **kwargs)

        return run

    return decorate
