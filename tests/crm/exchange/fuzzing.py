"""Bytes that a fuzzer thinks of, put into the readers' own code.

`python -m tests.crm.exchange.fuzzing TARGET SECONDS`, where TARGET is one of `TARGETS`. Needs atheris, which is no
dependency of the project, for it does not install everywhere (`pip install atheris`); the tests never run this.
Whatever rises that is no CrmError is told once, with the file that holds the bytes. Each finding becomes a test beside
its reader before it is mended.
"""

import hashlib
import importlib
import json
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

TODAY = date(2026, 11, 23)


def _list(data: bytes) -> None:
    from crm.exchange import header, mapping
    from crm.exchange.readers import reading

    found = reading.read(data, "liste.csv")
    mapping.guess(header.find(header.choose(found)))


def _post(ending: str) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        from crm.exchange.readers import post

        post.read(data, f"fra noen{ending}", TODAY)

    return read


def _attendance(data: bytes) -> None:
    from crm.exchange.attendance import reading

    reading.read(data.decode("utf-8", "replace"), lambda word: word.endswith(" AS"))


def _pasted(data: bytes) -> None:
    from crm.exchange import pasted
    from crm.exchange.round_trip import pasting

    text = data.decode("utf-8", "replace")
    pasted.read(text, TODAY)
    pasting.table(text)


def _kept(data: bytes) -> None:
    from crm.errors import CrmError
    from crm.queries import looks
    from crm.queries.lists import conditions, reading

    text = data.decode("utf-8", "surrogateescape")
    for about in ("person", "interaction"):
        look = looks.from_text(about, text).look
        assert looks.from_text(about, looks.to_text(about, look)).look == look
        looks.query(about, look, today=TODAY).ids()
        reading.say(about, look.conditions)
        try:
            asked = conditions.from_json(about, text)
        except CrmError:
            continue
        reading.say(about, asked)


def _returned(data: bytes) -> None:
    from crm.exchange.round_trip import book, came_back, differences
    from crm.exchange.source import Sheet, Source
    from crm.queries import calendar

    provider = importlib.import_module("atheris").FuzzedDataProvider(data)
    about = provider.PickValueInList(["person", "organisation", "task", "project"])
    keys = ["name", "city", "email", "phone", "due_on", "title", "notes", "budget"][: provider.ConsumeIntInRange(0, 8)]
    told: Any = {"about": about, "register": calendar.mark(), "made": "2026-11-01", "keys": keys, "titles": keys}
    if provider.ConsumeBool():
        told[provider.PickValueInList(list(told))] = _cell(provider)
    mark = json.dumps(told, default=str)
    if provider.ConsumeBool():
        mark = provider.ConsumeUnicodeNoSurrogates(200)
    width = len(keys) + 1
    base = [[book.MARK], [mark], *([_cell(provider) for _place in range(width)] for _row in range(3))]
    seen = [[book.ID, *keys], *([_cell(provider) for _place in range(width)] for _row in range(5))]
    returned = came_back.read(Source("xlsx", None, (Sheet("Liste", seen), Sheet("x", base, hidden=True))))
    differences.find(returned, "liste.xlsx", TODAY)


def _cell(provider: Any) -> Any:
    which = provider.ConsumeIntInRange(0, 6)
    if which == 0:
        return None
    if which == 1:
        return provider.ConsumeInt(9)
    if which == 2:
        return provider.ConsumeFloat()
    if which == 3:
        return provider.ConsumeBool()
    if which == 4:
        return provider.ConsumeIntInRange(1, 5)
    return provider.ConsumeUnicode(30)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "list": _list,
    "card": _list,
    "eml": _post(".eml"),
    "ics": _post(".ics"),
    "msg": _post(".msg"),
    "attendance": _attendance,
    "pasted": _pasted,
    "kept": _kept,
    "returned": _returned,
}
WITH_REGISTER = ("kept", "returned")


def seeds(target: str) -> Iterable[bytes]:
    """What the fuzzer begins with: the samples of that kind."""
    from crm.queries import looks
    from crm.queries.lists import conditions
    from tests.crm.exchange import files, hostile
    from tests.crm.exchange.readers import made_calendars, made_mails

    if target == "list":
        yield from (path.read_bytes() for path in sorted(files.SAMPLES.glob("*.csv")))
        yield hostile.LIST
    elif target == "card":
        yield from (path.read_bytes() for path in sorted(files.SAMPLES.glob("*.vcf")))
    elif target == "eml":
        yield from (made.data for made in made_mails.MAILS if len(made.data) < 20_000)
    elif target == "ics":
        yield from (made.data for made in made_calendars.MADE if len(made.data) < 20_000)
    elif target == "msg":
        yield from (made.data for made in made_mails.OUTLOOK_FILES)
    elif target == "attendance":
        yield "Kari Berg, Nordlys AS\nÅse Ås\tase@nordlys.example\n1. Ola Vik (Tang AS)\n".encode()
        yield b"Navn;Firma\nKari Berg;Nordlys AS\n"
    elif target == "pasted":
        yield 'Kari\t"to\nlinjer"\n\tBodø\n'.encode()
        yield b"From: Ola <ola@x.example>\nSent: 3. november 2026 09:05\nTo: a@x.example\nSubject: x\n\nHei"
    elif target == "kept":
        for about, name in (("person", "name"), ("interaction", "subject")):
            asked = conditions.All((conditions.Compare(name, "contains", "x"), conditions.Any(())))
            yield looks.to_text(about, looks.asking(looks.standard(about), asked)).encode()
            yield conditions.to_json(asked).encode()
        days = conditions.Compare("held_on", "between", (date(2026, 1, 1), date(2026, 2, 1)))
        yield looks.to_text("interaction", looks.Look(days, group="held_on:month")).encode()
    else:
        yield bytes(range(256)) * 2


def main() -> None:
    """Let atheris think of bytes for so many seconds; tell each kind of fault once."""
    atheris = importlib.import_module("atheris")
    target, seconds = sys.argv[1], sys.argv[2]
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{target}-"))
    with atheris.instrument_imports(include=["crm"]):
        from crm import i18n
        from crm.errors import CrmError

        i18n.use("en")
        if target in WITH_REGISTER:
            from crm import demo
            from crm.store import opening

            demo.write(folder / "demo.klynge")
            opening.open_register(folder / "demo.klynge", write=False, check=False)
        corpus = folder / "corpus"
        corpus.mkdir()
        for place, seed in enumerate(seeds(target)):
            (corpus / str(place)).write_bytes(seed)
        read = TARGETS[target]
        for seed in seeds(target):
            try:
                read(seed)
            except CrmError:
                continue
    told: set[str] = set()

    def one(data: bytes) -> None:
        try:
            read(data)
        except CrmError:
            return
        except Exception as error:  # noqa: BLE001 - all of these are what is looked for
            last = traceback.extract_tb(error.__traceback__)[-3:]
            where = " < ".join(f"{frame.name}:{frame.lineno}" for frame in last)
            if (what := f"{type(error).__name__} {where}") not in told:
                told.add(what)
                file = folder / hashlib.sha256(data).hexdigest()[:12]
                file.write_bytes(data)
                print(f"FOUND {what}\n  {error}\n  {file}", flush=True)  # noqa: T201

    limits = ("-timeout=20", "-rss_limit_mb=1000", "-max_len=20000", "-print_final_stats=1")
    what = (f"-max_total_time={seconds}", f"-artifact_prefix={folder}/", str(corpus))
    atheris.Setup([sys.argv[0], *limits, *what], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
