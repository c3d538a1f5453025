"""Pictures that must not reach a package: a name in `media/`, and what lies there.

An SVG can run scripts, load pages and grow without end; every learner's Anki would show it.
"""

import os
import zlib
from collections.abc import Callable
from pathlib import Path

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0" + zlib.crc32(
    b"IHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0"
).to_bytes(4)

_BOMB = (
    "".join(f'<g id="a{i}">' + f'<use href="#a{i + 1}"/>' * 10 + "</g>" for i in range(9)) + '<g id="a9"><rect/></g>'
)

DRAWINGS: dict[str, str | bytes] = {
    "a script": SVG.format("<script>alert(1)</script>"),
    "a script of another case": SVG.format("<SCRIPT>alert(1)</SCRIPT>"),
    "a script with a prefix": SVG.format('<s:script xmlns:s="http://www.w3.org/2000/svg">1</s:script>'),
    "a script of XHTML": SVG.format('<h:script xmlns:h="http://www.w3.org/1999/xhtml">1</h:script>'),
    "an image of XHTML": SVG.format('<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x"/>'),
    "a foreign object": SVG.format("<foreignObject><p>x</p></foreignObject>"),
    "a frame": SVG.format('<iframe src="#a"/>'),
    "a video": SVG.format("<video/>"),
    "a link to a style sheet": SVG.format('<link rel="stylesheet"/>'),
    "an event": SVG.format('<rect onclick="alert(1)"/>'),
    "an event on the drawing": '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "an event of another case": SVG.format('<rect OnMouseOver="alert(1)"/>'),
    "an animated event": SVG.format('<set attributeName="onmouseover" to="alert(1)"/>'),
    "an animated reference": SVG.format('<animate attributeName="xlink:href" to="#a"/>'),
    "a link that runs": SVG.format('<a href="javascript:alert(1)"><rect/></a>'),
    "an older link that runs": SVG.format('<a xlink:href=" JavaScript:alert(1)"><rect/></a>'),
    "a link with a tab": SVG.format('<a href="java&#9;script:alert(1)"><rect/></a>'),
    "a link to a page": SVG.format('<a href="https://example.org"><rect/></a>'),
    "a picture from the web": SVG.format('<image href="https://example.org/x.png"/>'),
    "a picture without a scheme": SVG.format('<image href="//example.org/x.png"/>'),
    "a picture beside it": SVG.format('<image xlink:href="other.png"/>'),
    "a file of the machine": SVG.format('<image href="file:///etc/passwd"/>'),
    "a drawing inside": SVG.format('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>'),
    "a page inside": SVG.format('<a href="data:text/html;base64,PHN2Zy8+"/>'),
    "an element of another file": SVG.format('<use href="icons.svg#x"/>'),
    "a filter from elsewhere": SVG.format('<rect filter="url(https://example.org/f.svg#f)"/>'),
    "a fill from elsewhere": SVG.format("<rect style=\"fill: url( 'https://example.org/f.svg#f' )\"/>"),
    "an imported style": SVG.format("<style>@import 'https://example.org/x.css';</style>"),
    "an imported style in pieces": SVG.format("<style>@&#105;mp<![CDATA[ort]]> 'x.css';</style>"),
    "an escaped style": SVG.format(r"<style>rect { fill: u\72l(https://example.org) }</style>"),
    "a font from elsewhere": SVG.format("<style>@font-face { src: url(https://example.org/f.woff) }</style>"),
    "an image set": SVG.format("<style>rect { mask: image-set('https://example.org/x.png' 1x) }</style>"),
    "another base": '<svg xmlns="http://www.w3.org/2000/svg" xml:base="https://example.org/"><use href="#x"/></svg>',
    "a style sheet": '<?xml-stylesheet href="https://example.org/x.css"?>' + SVG.format(""),
    "entities": '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("<text>&a;</text>"),
    "a file as an entity": '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format("<text>&a;</text>"),
    "a billion laughs": '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + SVG.format("&b;"),
    "a document type elsewhere": '<!DOCTYPE svg SYSTEM "https://example.org/svg.dtd">' + SVG.format(""),
    "a billion uses": SVG.format(_BOMB),
    "a use of itself": SVG.format('<g id="a"><use href="#a"/></g>'),
    "two patterns in a circle": SVG.format(
        '<pattern id="a"><rect fill="url(#b)"/></pattern><pattern id="b"><rect fill="url(#a)"/></pattern>'
    ),
    "deep nesting": SVG.format("<g>" * 20_000 + "</g>" * 20_000),
    "a page": "<!doctype html><html><script>alert(1)</script></html>",
    "a page in XML": '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
    "another kind of XML": "<rss/>",
    "a drawing of another namespace": '<svg xmlns="https://example.org"/>',
    "no XML": "a drawing",
    "an open element": '<svg xmlns="http://www.w3.org/2000/svg">',
    "an entity that is not defined": SVG.format("&nbsp;"),
    "another encoding": '<?xml version="1.0" encoding="utf-7"?>' + SVG.format("+ADw-script+AD4-"),
    "an encoding that does not exist": '<?xml version="1.0" encoding="x-none"?>' + SVG.format(""),
    "text that is not UTF-8": SVG.format("<text>\xff</text>").encode("latin-1"),
    "another kind of picture": PNG,
    "nothing": "",
    "more than can be drawn": SVG.format("<g/>" * 400_000),
    "more than is read": SVG.format(f"<desc>{' ' * 3_000_000}</desc>"),
}  # fmt: skip
"""SVG files by what is wrong with them."""

OTHERS: dict[str, tuple[str, bytes]] = {
    "a page that is called a picture": ("x.png", b"<html><script>alert(1)</script></html>"),
    "a drawing that is called a picture": ("x.png", SVG.format("").encode()),
    "a program": ("x.gif", b"MZ\x90\0"),
    "a package": ("x.jpg", b"PK\x03\x04"),
    "a sound": ("x.webp", b"RIFF\x24\0\0\0WAVEfmt "),
    "an empty picture": ("x.jpeg", b""),
    "a part of the first bytes": ("x.png", PNG[:5]),
    "a key": ("x.PNG", b"-----BEGIN PRIVATE KEY-----"),
}
"""Other files by what is wrong with them: a name, and its content."""


def _link(to: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(to)


def _link_to_a_pipe(path: Path) -> None:
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


def _huge(path: Path) -> None:
    path.touch()
    os.truncate(path, 2**40)


ENTRIES: dict[str, Callable[[Path], None]] = {
    "a link to a file of the machine": _link("/etc/passwd"),
    "a link out of the folder": _link("../../../secret.svg"),
    "a link to a device": _link("/dev/zero"),
    "a link to standard input": _link("/dev/stdin"),
    "a link to a pipe": _link_to_a_pipe,
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to nothing": _link("nothing.svg"),
    "a link to a folder": _link("../facts"),
    "a folder": Path.mkdir,
    "a pipe": os.mkfifo,
    "a file of a terabyte": _huge,
}
"""Entries of `media/` that are not files, or not files of the exam: what makes one at a path."""
