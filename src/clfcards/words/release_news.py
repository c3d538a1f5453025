"""What changed between two releases: as Markdown for learners, and as the document of `--json`."""

import re
from dataclasses import dataclass

from clfcards.anki.release_comparison import Comparison, Severity
from clfcards.anki.release_news import DomainNews, NewsSection, news_sections
from clfcards.model.guide import Guide

_TITLES = {
    "answer changed": "The answer changed: learn these again",
    "reworded": "Reworded",
    "typo": "Typos fixed",
    "explanation": "Better explanations",
    "details": "Only the source, date or tags changed",
    "added": "Added",
    "gone": "No longer in the deck",
}
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")


def title(guide: Guide, since: str) -> str:
    """The main heading; `since` names the older release."""
    return f"What's new in the {guide.exam.name} decks since {since}"


def heading(section: NewsSection) -> str:
    """The kind of change, and how many notes it affects."""
    return f"{_TITLES[section.kind]}: {section.total}"


def domain_line(domain: DomainNews) -> str:
    """ "Water: 2"."""
    return f"{domain.title or 'Elsewhere'}: {domain.total}"


def markdown(guide: Guide, since: str, found: Comparison) -> str:
    """The changes by severity, then by domain."""
    lines = [f"# {title(guide, _on_one_line(since))}"]
    for section in news_sections(guide, found):
        lines += ["", f"## {heading(section)}", ""]
        for domain in section.domains:
            lines.append(f"- {domain_line(domain)}")
            lines += [f"  - {' → '.join(map(_on_one_line, texts))}" for texts in domain.texts]
    if len(lines) == 1:
        lines += ["", "Nothing changed."]
    return "\n".join(lines) + "\n"


def _on_one_line(text: str) -> str:
    """The text on one line, with Markdown's special characters escaped."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


@dataclass(frozen=True, slots=True)
class NoteDocument:
    """A note that was added or is gone, and what it asks."""

    id: str
    domain: str
    asks: str


@dataclass(frozen=True, slots=True)
class ChangeDocument:
    """A note that changed, with the texts that decided its severity."""

    id: str
    domain: str
    severity: Severity
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NewsDocument:
    """The document of `whatsnew --json`."""

    added: tuple[NoteDocument, ...]
    gone: tuple[NoteDocument, ...]
    changed: tuple[ChangeDocument, ...]


def document(found: Comparison) -> NewsDocument:
    """Every change with its severity."""
    return NewsDocument(
        added=tuple(NoteDocument(*note) for note in found.added),
        gone=tuple(NoteDocument(*note) for note in found.gone),
        changed=tuple(ChangeDocument(c.id, c.domain, c.severity, c.before, c.after) for c in found.changed),
    )
