"""Exports that the log could not live with: each is one file, and each is one sentence.

They are JSON that other programs could write, or a stranger: the log is never changed, so an event in it stays.
"""

import json
from typing import Any

HEAD = '{"clfcards_log":1,"namespace":"tea-taster"}\n'
_EVENT: dict[str, Any] = {
    "id": "r1", "at": 5, "utc_offset": 0, "kind": "review", "subject": "a/1", "rating": 3, "interval": 1,
}  # fmt: skip
YEARS_AHEAD = 4_000_000_000_000  # milliseconds: the year 2096


def line(**changes: Any) -> str:
    """An event's line; a value of None removes the key."""
    values = {name: value for name, value in {**_EVENT, **changes}.items() if value is not None}
    return json.dumps(values) + "\n"


def _raw(name: str, text: str) -> str:
    """An event's line with JSON text for one value."""
    return line(**{name: "@"}).replace('"@"', text)


def _nested(depth: int) -> str:
    return _raw("payload", '{"x":' * depth + "1" + "}" * depth)


EXPORTS: dict[str, bytes | str] = {
    "a file of zeros": b"\0" * 5000,
    "one line without end": b"{" + b" " * 2_000_000,
    "a deep list": "[" * 200_000,
    "a deep object": '{"a":' * 200_000,
    "no header": line(),
    "a header with a deep namespace": '{"clfcards_log":1,"namespace":' + "[" * 500 + "]" * 500 + "}\n",
    "a header of another deck": '{"clfcards_log":1,"namespace":"\\u001b]0;PWN\\u0007"}\n',
    "a header of a newer program": '{"clfcards_log":99,"namespace":"tea-taster"}\n',
    "a header whose format is text": '{"clfcards_log":"1","namespace":"tea-taster"}\n',
    "a payload of 33 levels": HEAD + _nested(33),
    "a payload of 980 levels": HEAD + _nested(980),
    "a payload of 5,000 levels": HEAD + _nested(5000),
    "a list of 40 levels": HEAD + _raw("payload", '{"x":' + "[" * 40 + "]" * 40 + "}"),
    "a number of 400 digits": HEAD + _raw("payload", '{"x":' + "9" * 400 + "}"),
    "a number of 10,000 digits": HEAD + _raw("payload", '{"x":' + "9" * 10_000 + "}"),
    "an integer of 65 bits": HEAD + line(payload={"x": [2**64]}),
    "infinity": HEAD + _raw("payload", '{"x":1e999}'),
    "no number": HEAD + _raw("payload", '{"x":NaN}'),
    "half of a surrogate pair": HEAD + line(payload={"x": "\ud800"}),
    "half of a surrogate pair in a key": HEAD + line(payload={"\udfff": 1}),
    "an escape in the id": HEAD + line(id="r\x1b]0;PWN\x07"),
    "a line break in the id": HEAD + line(id="r\n::error::x"),
    "an id with a space": HEAD + line(id="r 1"),
    "an id that is not ASCII": HEAD + line(id="r\u202e1"),
    "an id of 265 characters": HEAD + line(id="r" * 265),
    "an empty id": HEAD + line(id=""),
    "an id that is a number": HEAD + line(id=7),
    "an escape in the kind": HEAD + line(kind="\x1b[2J"),
    "a kind of 1,000 characters": HEAD + line(kind="k" * 1000),
    "an escape in the subject": HEAD + line(subject="a\x9b2J/1"),
    "a subject that turns text": HEAD + line(subject="a\u202e/1"),
    "a subject with a zero byte": HEAD + line(subject="a\0/1"),
    "a subject of 100,000 characters": HEAD + line(subject="a" * 100_000),
    "an escape in an answer": HEAD + line(payload={"answer": "\x1b]0;PWN\x07"}),
    "an escape in a setting": HEAD + line(kind="set", subject="x", rating=None, payload={"value": "\x1b[31m"}),
    "an escape in a key": HEAD + line(payload={"\x1b[31m": 1}),
    "an answer that is a list": HEAD + line(payload={"answer": [1]}),
    "pulled cards that are a text": HEAD + line(payload={"pulled": "a/1"}),
    "pulled cards that are numbers": HEAD + line(payload={"pulled": [1, 2]}),
    "pulled cards with an escape": HEAD + line(payload={"pulled": ["\x1b[2J"]}),
    "1,001 pulled cards": HEAD + line(payload={"pulled": [f"c{i}/1" for i in range(1001)]}),
    "50,000 pulled cards": HEAD + line(payload={"pulled": [f"c{i}/1" for i in range(50_000)]}),
    "a card that is pulled 21,000 times": HEAD
    + "".join(line(id=f"r{i}", subject=f"c{i}/1", payload={"pulled": ["a/1"] * 500}) for i in range(42)),
    "more pulled cards than any deck has": HEAD
    + "".join(
        line(id=f"r{i}", subject=f"c{i}/1", payload={"pulled": [f"c{i}-{j}" for j in range(1000)]}) for i in range(201)
    ),
    "one card with 20,001 reviews": HEAD + "".join(line(id=f"r{i}", at=i) for i in range(20_001)),
    "a date years ahead": HEAD + line(at=YEARS_AHEAD),
    "a date before 1970": HEAD + line(at=-1),
    "a date beyond all dates": HEAD + line(at=2**53),
    "a date of text": HEAD + line(at="2026-01-01"),
    "a date with a fraction": HEAD + line(at=5.5),
    "a date that is true": HEAD + line(at=True),
    "an offset of two days": HEAD + line(utc_offset=2880),
    "an interval of a million days": HEAD + line(interval=1_000_000),
    "a rating of 9": HEAD + line(rating=9),
    "a review without a rating": HEAD + line(rating=None),
    "a negative duration": HEAD + line(duration=-1),
    "weights out of their bounds": HEAD + line(kind="weights", payload={"weights": [1e300] * 21}),
    "a flag of text": HEAD + line(kind="flag", payload={"flag": "red"}),
    "a sitting without a form": HEAD + line(kind="sitting", payload={}),
    "a good event before a bad one": HEAD + line(id="good") + line(rating=0),
    "half of the last line": HEAD + line(id="good") + line()[:30],
    "a line of another encoding": (HEAD + line()).encode() + b'{"id":"\xff"}\n',
    "UTF-16": (HEAD + line()).encode("utf-16"),
    "compressed": b"\x1f\x8b\x08\0\0\0\0\0",
    "a package": b"PK\x03\x04\x14\0",
    "nothing": b"",
}
