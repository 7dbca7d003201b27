"""python main.py demo FILE [--scale N]"""

import argparse

from crm import demo
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.verbs.verb import Answer

_MOST = 100_000


def summary() -> str:
    """What it does."""
    return _("write the sample cluster into a new file")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("--scale", type=_copies, default=1, metavar="N", help=_("so many times the sample cluster"))


def opens(_given: argparse.Namespace) -> str:
    """It makes the register itself."""
    return ""


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """Write it."""
    demo.write(given.file, scale=given.scale, progress=progress)
    people = ngettext("{count} person", "{count} people", demo.PEOPLE * given.scale)
    return Answer(
        {"file": str(given.file), "scale": given.scale},
        [
            _("Wrote the sample cluster to {file}: {members} members, {people}, {meetings} interactions.").format(
                file=given.file,
                members=demo.MEMBERS * given.scale,
                people=people.format(count=demo.PEOPLE * given.scale),
                meetings=demo.INTERACTIONS * given.scale,
            )
        ],
    )


def _copies(text: str) -> int:
    number = int(text)
    if not 1 <= number <= _MOST:
        raise argparse.ArgumentTypeError(_("a number from 1 to {most}").format(most=_MOST))
    return number


_copies.__name__ = "number"  # argparse names the type where the text is none
