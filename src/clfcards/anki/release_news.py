"""What changed between two releases, for learners: Markdown, HTML, JSON."""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from clfcards.anki.release_comparison import SEVERITIES, Comparison, NoteChange
from clfcards.model.guide import Guide

_TITLES = {
    "answer changed": "The answer changed: learn these again",
    "reworded": "Asked in other words",
    "typo": "Corrected typing",
    "explanation": "A better explanation",
    "details": "Source, date or tags alone",
}
_LISTED = ("answer changed", "reworded", "typo")
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")


def news_markdown(guide: Guide, since: str, found: Comparison) -> str:
    """By severity, then by domain; what only touches explanations is counted."""
    lines = [f"# What's new in the {guide.exam.name} decks since {_plain(since)}"]
    for title, total, entries in _sections(guide, found):
        lines += ["", f"## {title}: {total}", ""]
        for domain, texts in entries:
            lines.append(f"- {domain}: {len(texts)}")
            lines += [f"  - {' → '.join(_plain(part) for part in parts)}" for parts in texts if parts]
    if len(lines) == 1:
        lines += ["", "Nothing changed."]
    return "\n".join(lines) + "\n"


def news_page(guide: Guide, since: str, found: Comparison) -> str:
    """The same as a page that needs no other file."""
    title = escape(f"What's new in the {guide.exam.name} decks since {since}")
    body = ""
    for heading, total, entries in _sections(guide, found):
        items = "".join(
            f"<li>{escape(domain)}: {len(texts)}"
            + (f"<ul>{''.join(f'<li>{_arrow(parts)}</li>' for parts in texts if parts)}</ul>" if any(texts) else "")
            + "</li>"
            for domain, texts in entries
        )
        body += f"<h2>{escape(heading)}: {total}</h2><ul>{items}</ul>"
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>:root{{color-scheme:light dark}}body{{max-width:46em;margin:2em auto;"
        "padding:0 1em;font:17px/1.5 system-ui,sans-serif}h1{font-size:1.5em}h2{font-size:1.1em;margin-top:2em}"
        "li{margin:.25em 0}del{opacity:.65}ins{text-decoration:none;font-weight:600}</style>"
        f"<h1>{title}</h1>{body or '<p>Nothing changed.</p>'}</html>\n"
    )


def news_document(found: Comparison) -> dict[str, Any]:
    """Every change with its severity."""
    named = ("id", "domain", "asks")
    return {
        "added": [dict(zip(named, entry, strict=True)) for entry in found.added],
        "gone": [dict(zip(named, entry, strict=True)) for entry in found.gone],
        "changed": [
            {"id": c.id, "domain": c.domain, "severity": c.severity, "before": c.before, "after": c.after}
            for c in found.changed
        ],
    }


def _sections(guide: Guide, found: Comparison) -> Iterator[tuple[str, int, list[tuple[str, list[tuple[str, ...]]]]]]:
    """(title, how many, [(domain, [parts of a line])]); a line without parts is only counted."""
    for severity in SEVERITIES:
        changes = [change for change in found.changed if change.severity == severity]
        rows = [(change.domain, _parts(change)) for change in changes]
        if rows:
            yield _TITLES[severity], len(rows), _by_domain(guide, rows)
    for title, entries in (("Added", found.added), ("No longer in the deck", found.gone)):
        if entries:
            yield title, len(entries), _by_domain(guide, [(domain, (asks,)) for _, domain, asks in entries])


def _parts(change: NoteChange) -> tuple[str, ...]:
    return (change.before, change.after) if change.severity in _LISTED else ()


def _by_domain(guide: Guide, rows: list[tuple[str, tuple[str, ...]]]) -> list[tuple[str, list[tuple[str, ...]]]]:
    titles = {domain.id: domain.title for domain in guide.domains}
    order = [*titles, *sorted({domain for domain, _ in rows} - titles.keys())]
    grouped = [(titles.get(id_, "Elsewhere"), [parts for domain, parts in rows if domain == id_]) for id_ in order]
    return [(title, parts) for title, parts in grouped if parts]


def _plain(text: str) -> str:
    """The text on one line, Markdown's signs escaped."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _arrow(parts: tuple[str, ...]) -> str:
    if len(parts) == 1:
        return escape(parts[0])
    return f"<del>{escape(parts[0])}</del> → <ins>{escape(parts[1])}</ins>"
