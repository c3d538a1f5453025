"""Whether an SVG is only a drawing: it runs nothing, loads nothing, and does not grow when it is drawn."""

import re
from collections import defaultdict
from typing import Any
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_ACTIVE = frozenset(
    {
        "script", "foreignobject", "iframe", "embed", "object", "audio", "video", "canvas", "handler", "listener",
        "link", "meta", "base", "html", "body",
    }
)  # fmt: skip
_REFERENCES = frozenset({"href", "src"})
# A picture inside the drawing; an SVG inside an SVG is not looked into, so it is not allowed.
_DATA = r"data:image/(?:png|jpeg|gif|webp);base64,"
_INSIDE = re.compile(rf"\s*(?:#|{_DATA})", re.IGNORECASE)
_URL = re.compile(r"url\(\s*[\"']?", re.IGNORECASE)
# What loads or runs something in a style sheet. A backslash could hide any of it.
_IN_STYLES = re.compile(r"@import|image-set|expression\(|behavior:|-moz-binding|\\", re.IGNORECASE)
_LOCAL = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)", re.IGNORECASE)

_IS_ACTIVE = re.compile(r"\s*(?:on|\w*:?href)", re.IGNORECASE)  # an animated attribute that runs or loads something

MAX_BYTES = 2_000_000
_DEEPEST = 64  # levels of elements
MAX_DRAWN = 100_000
"""The largest number of elements that drawing may reach, if each reference draws its target again."""


class _FaultError(Exception):
    """The drawing is refused; the message says why."""


def svg_fault(data: bytes) -> str:
    """What is wrong with the SVG, or an empty text."""
    if len(data) > MAX_BYTES:
        return f"the SVG has {len(data):,} bytes, more than {MAX_BYTES:,}: simplify it"
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.XmlDeclHandler = reader.declaration
    parser.StartDoctypeDeclHandler = reader.document_type
    parser.ProcessingInstructionHandler = reader.instruction
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(data, True)
        reader.check_growth()
    except _FaultError as fault:
        return str(fault)
    except (expat.ExpatError, ValueError, LookupError) as error:  # the last two: an unknown encoding
        return f"this is not a valid SVG ({error})"
    return ""


class _Reader:
    """Looks at each part of the drawing; raises _FaultError for one that is refused."""

    def __init__(self) -> None:
        self._open: list[str] = []  # the ids of the open elements, empty for those without
        self._styles: list[list[str]] = []  # the pieces of text in each open `style` element
        self._elements: dict[str, int] = defaultdict(int)  # the number of elements inside the one with this id
        self._uses: dict[str, list[str]] = defaultdict(list)  # the ids that it refers to

    def declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding is not None and encoding.lower() not in ("utf-8", "us-ascii", "ascii"):
            raise _FaultError(f"the SVG is written in '{encoding}': save it as UTF-8")

    def document_type(self, *_: Any) -> None:
        raise _FaultError("the SVG has a document type, which could define entities: remove the line '<!DOCTYPE …>'")

    def instruction(self, target: str, _: str) -> None:
        raise _FaultError(f"the SVG has the instruction '<?{target} …?>': remove it")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if not self._open and (local != "svg" or space not in ("", _SVG)):
            raise _FaultError(f"this is not an SVG: its outermost element is '{local}'")
        if local.lower() in _ACTIVE or space == _XHTML:
            raise _FaultError(f"the SVG contains '<{local}>': a picture can only be drawn, so remove it")
        id_ = attributes.get("id", "")
        self._open.append(id_)
        if local == "style":
            self._styles.append([])
        self._count(self._open)
        for key, value in attributes.items():
            self._attribute(*key.lower().rpartition(" ")[::2], value)

    def end(self, name: str) -> None:
        if name.rpartition(" ")[2] == "style":
            text = "".join(self._styles.pop())
            _check_style(text)
            self._refer(_LOCAL.findall(text))
        self._open.pop()

    def text(self, text: str) -> None:
        if self._styles:
            self._styles[-1].append(text)

    def _attribute(self, space: str, name: str, value: str) -> None:
        if name.startswith("on") or (name == "attributename" and _IS_ACTIVE.match(value)):
            raise _FaultError(f"the SVG runs something at an event ('{name}'): remove it")
        if name == "base":
            raise _FaultError("the SVG has 'xml:base', which changes where its references lead: remove it")
        if name in _REFERENCES:
            if value.strip() and not _INSIDE.match(value):
                raise _FaultError(f"the SVG refers to '{value[:80]}', which is not inside it: include it or remove it")
            self._refer([value.strip()[1:]] if value.strip().startswith("#") else [])
        elif not space:
            _check_style(value) if name == "style" else _check_value(value)
            self._refer(_LOCAL.findall(value))

    def _count(self, ids: list[str]) -> None:
        for id_ in {"", *ids[-_DEEPEST:]}:
            self._elements[id_] += 1
        if len(ids) > _DEEPEST:
            raise _FaultError(f"the SVG is nested more than {_DEEPEST} levels deep: flatten it")

    def _refer(self, targets: list[str]) -> None:
        for id_ in {"", *self._open} if targets else ():
            self._uses[id_] += targets

    def check_growth(self) -> None:
        """Raises _FaultError if a reference leads back to itself, or if references multiply the elements too often."""
        drawn: dict[str, int] = {}
        waiting = [("", False)]
        path: set[str] = set()
        while waiting:
            id_, is_done = waiting.pop()
            if is_done:
                path.discard(id_)
                drawn[id_] = self._elements.get(id_, 1) + sum(drawn.get(used, 0) for used in self._uses.get(id_, ()))
                if drawn[id_] > MAX_DRAWN:
                    raise _FaultError(f"drawing the SVG would take more than {MAX_DRAWN:,} elements: simplify it")
            elif id_ not in drawn:
                path.add(id_)
                waiting.append((id_, True))
                ahead = set(self._uses.get(id_, ()))
                if ahead & path:
                    raise _FaultError(f"in the SVG, '#{min(ahead & path)}' refers to itself: remove the reference")
                waiting += [(used, False) for used in ahead if used not in drawn]


def _check_style(text: str) -> None:
    if found := _IN_STYLES.search(text):
        raise _FaultError(f"a style in the SVG contains '{found[0]}': remove it")
    _check_value(text)


def _check_value(text: str) -> None:
    if "javascript:" in text.lower():
        raise _FaultError("the SVG contains 'javascript:': remove it")
    for match in _URL.finditer(text):
        if not _INSIDE.match(text, match.end()):
            place = text[match.start() : match.start() + 80]
            raise _FaultError(f"a style in the SVG refers to '{place}', which is not inside it: remove it")
