"""Whether a file in `media/` is the picture that its name says: its first bytes decide, and an SVG is read."""

MAX_BYTES = 20_000_000
"""The largest picture that is read. What `deck.yaml` allows is a rule's concern."""

_BEGINNINGS = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".webp": (b"RIFF",),
}
ENDINGS = frozenset({".svg", *_BEGINNINGS})
"""The endings of pictures, in lower case."""


def picture_fault(ending: str, data: bytes) -> str:
    """What is wrong with a picture whose name ends in `ending`, one of ENDINGS; empty if nothing is.

    Every learner's Anki would show it, so it may contain nothing that runs or that loads something else.
    """
    if not data:
        return "the picture is empty"
    if ending == ".svg":
        from clfcards.foreign.svg import svg_fault  # its parser takes 1 ms to import, which no review needs

        return svg_fault(data)
    begins = data.startswith(_BEGINNINGS[ending])
    if not begins or (ending == ".webp" and data[8:12] != b"WEBP"):
        return f"this is not a {ending[1:].upper()} picture: its content is of another kind"
    return ""
