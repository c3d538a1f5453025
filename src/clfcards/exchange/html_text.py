"""HTML of other programs as the Markdown of our sources."""

import html
import re

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*+)[^<>]*+>")
_PICTURE = re.compile(r"""\bsrc\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_BREAKS = frozenset({"br", "div", "p", "li", "tr", "ul", "ol"})


def source_text(field: str) -> str:
    """A field's HTML as our source text; what we have no markup for keeps only its text."""
    if "<" not in field and "&" not in field:
        return field.strip()
    text = html.unescape(_TAG.sub(_marked, field)).replace("\xa0", " ")
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def _marked(tag: re.Match[str]) -> str:
    name = tag[2].lower()
    if name in _BREAKS:
        return "" if tag[1] and name != "div" else "\n- " if name == "li" else "\n"
    if name == "img" and (picture := _PICTURE.search(tag[0])):
        return f"![]({picture[1]})"  # `check` asks for the file and for what it shows
    return _MARKS.get(name, "")
