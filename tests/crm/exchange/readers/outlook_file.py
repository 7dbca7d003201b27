"""A writer of Outlook items for tests: a compound file ([MS-CFB]) with the streams of [MS-OXMSG], nothing else."""

import struct
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
Tree = dict[str, Any]
"""Names with bytes (a stream) or another tree (a storage)."""

APPOINTMENT = UUID("00062002-0000-0000-c000-000000000046")
MEETING = UUID("6ed8da90-450b-101b-98da-00aa003f1305")
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def item(
    values: Mapping[int, object],
    *,
    recipients: Sequence[Mapping[int, object]] = (),
    attachments: Sequence[Mapping[int, object]] = (),
    named: Mapping[tuple[UUID, int], object] | None = None,
) -> bytes:
    """The bytes of a .msg: texts are str, bytes are bytes, moments aware datetimes, numbers int, yes or no bool."""
    named = named or {}
    given = {**values, **{0x8000 + place: value for place, value in enumerate(named.values())}}
    tree = _properties(given, b"\x00" * 32)
    tree["__nameid_version1.0"] = _names(list(named))
    for number, one in enumerate(recipients):
        tree[f"__recip_version1.0_#{number:08X}"] = _properties(one, b"\x00" * 8)
    for number, one in enumerate(attachments):
        tree[f"__attach_version1.0_#{number:08X}"] = _properties(one, b"\x00" * 8)
    return compound(tree)


def _properties(values: Mapping[int, object], head: bytes) -> Tree:
    tree: Tree = {}
    fixed = bytearray(head)
    for number, value in values.items():
        if isinstance(value, bool):
            kind, told = 0x000B, struct.pack("<Q", value)
        elif isinstance(value, int):
            kind, told = 0x0003, struct.pack("<iI", value, 0)
        elif isinstance(value, datetime):
            ticks = int((value - _EPOCH).total_seconds()) * 10_000_000
            kind, told = 0x0040, struct.pack("<Q", ticks)
        else:
            kind = 0x001F if isinstance(value, str) else 0x0102
            data = value.encode("utf-16-le") if isinstance(value, str) else bytes(value)  # type: ignore[call-overload]
            tree[f"__substg1.0_{number:04X}{kind:04X}"] = data
            told = struct.pack("<II", len(data), 0)
        fixed += struct.pack("<HHI", kind, number, 6) + told
    tree["__properties_version1.0"] = bytes(fixed)
    return tree


def _names(named: Sequence[tuple[UUID, int]]) -> Tree:
    groups = list(dict.fromkeys(group for group, _number in named))
    entries = b"".join(
        struct.pack("<IHH", number, (groups.index(group) + 3) << 1, place)
        for place, (group, number) in enumerate(named)
    )
    return {
        "__substg1.0_00020102": b"".join(group.bytes_le for group in groups),
        "__substg1.0_00030102": entries,
        "__substg1.0_00040102": b"",
    }


def compound(tree: Tree) -> bytes:
    """A compound file with these storages and streams; every level is a chain instead of a balanced tree."""
    entries: list[dict[str, Any]] = [{"name": "Root Entry", "kind": 5, "child": _FREE, "right": _FREE, "data": b""}]
    _list(tree, 0, entries)
    small = bytearray()
    minis: list[int] = []
    sectors: list[bytes] = []
    fat: list[int] = []

    def chain(data: bytes) -> int:
        first = len(sectors)
        pieces = [data[at : at + _SECTOR].ljust(_SECTOR, b"\x00") for at in range(0, len(data), _SECTOR)]
        sectors.extend(pieces)
        fat.extend([*range(first + 1, first + len(pieces)), _END])
        return first

    for one in entries[1:]:
        data = one["data"]
        if one["kind"] != 2 or not data:
            one["start"] = _END if one["kind"] == 2 else 0
        elif len(data) >= _CUTOFF:
            one["start"] = chain(data)
        else:
            one["start"] = len(minis)
            count = -(-len(data) // _MINI)
            minis += [*range(len(minis) + 1, len(minis) + count), _END]
            small += data.ljust(count * _MINI, b"\x00")
    entries[0]["start"] = chain(bytes(small)) if small else _END
    entries[0]["data"] = bytes(small)
    minifat = b"".join(struct.pack("<I", one) for one in minis)
    minifat_at = chain(minifat.ljust(-(-len(minifat) // _SECTOR) * _SECTOR, b"\xff")) if minifat else _END
    directory_at = chain(b"".join(map(_entry, entries)))
    count = 1
    while len(fat) + count > count * (_SECTOR // 4):
        count += 1
    fat_at = len(sectors)
    fat += [_FAT] * count
    table = b"".join(struct.pack("<I", one) for one in fat).ljust(count * _SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16
    header += struct.pack(
        "<HHHHH6xIIIIIIIIII",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        count,
        directory_at,
        0,
        _CUTOFF,
        minifat_at,
        -(-len(minifat) // _SECTOR),
        _END,
        0,
        0,
    )[:-4]
    difat = [fat_at + place for place in range(count)] + [_FREE] * (109 - count)
    header += b"".join(struct.pack("<I", one) for one in difat)
    assert len(header) == _SECTOR
    return header + b"".join(sectors) + table


def _list(tree: Tree, above: int, entries: list[dict[str, Any]]) -> None:
    before = None
    for name in sorted(tree, key=lambda one: (len(one), one.upper())):
        value = tree[name]
        inner = isinstance(value, dict)
        number = len(entries)
        entries.append(
            {"name": name, "kind": 1 if inner else 2, "child": _FREE, "right": _FREE, "data": b"" if inner else value}
        )
        if before is None:
            entries[above]["child"] = number
        else:
            entries[before]["right"] = number
        before = number
        if inner:
            _list(value, number, entries)


def _entry(one: Mapping[str, Any]) -> bytes:
    name = (one["name"] + "\x00").encode("utf-16-le")
    start, size = one["start"], len(one["data"])
    told = struct.pack(
        "<64sHBBIII16xI8x8xIQ", name, len(name), one["kind"], 1, _FREE, one["right"], one["child"], 0, start, size
    )
    assert len(told) == 128
    return told
