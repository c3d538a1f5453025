"""Kinds of damage to the bytes of a file."""

import re
from collections.abc import Callable
from random import Random

Damage = Callable[[bytes, Random], bytes]


def _bit(data: bytes, dice: Random) -> bytes:
    damaged = bytearray(data)
    damaged[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return bytes(damaged)


def _digit(data: bytes, dice: Random) -> bytes:
    return _replaced(rb"\d", lambda: b"%d" % dice.randrange(10), data, dice)


def _letter(data: bytes, dice: Random) -> bytes:
    return _replaced(rb"[a-z]", lambda: bytes([dice.randrange(97, 123)]), data, dice)


def _json_type(data: bytes, dice: Random) -> bytes:
    return _replaced(rb'-?\d+(?:\.\d+)?|true|false|null|"[^"\n]*"|\[\]|\{\}', lambda: dice.choice(_JSON), data, dice)


def _cut(data: bytes, dice: Random) -> bytes:
    return data[: dice.randrange(len(data))]


def _zeros(data: bytes, dice: Random) -> bytes:
    start, length = dice.randrange(len(data)), min(len(data), 1 << dice.randrange(4, 13))
    return data[:start] + bytes(len(data[start : start + length])) + data[start + length :]


def _line_lost(data: bytes, dice: Random) -> bytes:
    lines = data.split(b"\n")
    del lines[dice.randrange(len(lines))]
    return b"\n".join(lines)


def _line_twice(data: bytes, dice: Random) -> bytes:
    lines = data.split(b"\n")
    line = dice.randrange(len(lines))
    return b"\n".join([*lines[:line], lines[line], *lines[line:]])


def _lines_exchanged(data: bytes, dice: Random) -> bytes:
    lines = data.split(b"\n")
    one, other = (dice.randrange(len(lines)) for _ in range(2))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


_JSON = (b"null", b"true", b"0", b"-1", b"1e400", b"[]", b"{}", b'""', b'"x"', b"9" * 40)
OF_BYTES: dict[str, Damage] = {"bit": _bit, "cut": _cut, "zeros": _zeros}
OF_JSON: dict[str, Damage] = {**OF_BYTES, "digit": _digit, "letter": _letter, "type": _json_type}
OF_LINES: dict[str, Damage] = {
    **OF_JSON, "line lost": _line_lost, "line twice": _line_twice, "lines exchanged": _lines_exchanged,
}  # fmt: skip


def damaged(data: bytes, damages: dict[str, Damage], dice: Random) -> tuple[str, bytes]:
    """The name of one of these kinds of damage, drawn at random, and the bytes after it, which are not the same."""
    while True:
        name = dice.choice(sorted(damages))
        after = damages[name](data, dice)
        if after != data:
            return name, after


def _replaced(pattern: bytes, new: Callable[[], bytes], data: bytes, dice: Random) -> bytes:
    """One match of a pattern, drawn at random, replaced."""
    found = list(re.finditer(pattern, data))
    if not found:
        return data
    match = dice.choice(found)
    return data[: match.start()] + new() + data[match.end() :]
