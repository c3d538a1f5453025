"""What changed between two releases: as Markdown for learners, and as the document of `--json`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clfcards.anki.release_comparison import Listed, Severity
from clfcards.anki.release_news import DomainNews, NewsSection, PackageNews, ReleaseNews, Texts
from clfcards.model.ledger import DeckEntry

_TITLES = {
    "answer changed": "The answer changed: learn these again",
    "reworded": "Asked in other words",
    "typo": "Typos fixed",
    "explanation": "Better explanations",
    "details": "Only details changed",
    "report link": "Only the link to report a mistake changed",
    "retired": "Retired",
    "left": "Left the deck to keep the exam weights",
    "moved": "Moved to another deck",
    "fewer cards": "Fewer cards than before",
    "added": "Added",
    "returned": "Back in the deck",
}
_ADVICE = {
    "answer changed": "After the import, reset them with Cards → Forget:",
    "reworded": "",
    "typo": "",
    "explanation": "",
    "details": "",
    "report link": "",
    "retired": "They stay in your collection, but new learners do not get them. Suspend or delete them:",
    "left": "They are still correct. Keep them, or suspend them to match the exam weights:",
    "moved": "Anki leaves their cards in the old deck. Select them, then use Cards → Change Deck:",
    "fewer cards": "Run Tools → Empty Cards in Anki. It offers to delete the blank cards of these notes:",
}
# People read this on a phone: so many texts of a section, and so many characters of a text.
_CHANGES_AT_MOST = 40
_NOTES_AT_MOST = 12
_TEXT_AT_MOST = 160
_CONTEXT = 40  # characters of what two long texts have in common, before and after the difference
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")


def title(news: ReleaseNews) -> str:
    """The main heading, which names the releases."""
    since = f" since {news.since}" if news.since else ""
    return f"What's new in the {news.exam} decks{since}{f' until {news.until}' if news.until else ''}"


def heading(section: NewsSection) -> str:
    """The kind of change, and how many notes it affects."""
    return f"{_TITLES[section.kind]}: {section.total}"


def advice(section: NewsSection) -> str:
    """What to do in Anki with the notes that the section's search finds; empty if there is nothing to do."""
    return _ADVICE.get(section.kind, "")


def domain_line(domain: DomainNews) -> str:
    """ "Water: 2"."""
    return f"{domain.title or 'Elsewhere'}: {domain.total}"


def how_to(news: ReleaseNews, package: PackageNews) -> tuple[str, ...]:
    """How to import the new release over the old one, as paragraphs."""
    keeps = "Your reviews, due dates, suspended cards and flags stay."
    if not news.since or not package.found.changed:
        return (f"Import '{package.name}.apkg' over the old deck. {keeps}",)
    update = f"{package.name}-update.apkg"
    return (
        f"First import '{update}' with 'Update notes: Always': it has the changed notes alone, and reaches leeches and "
        f"notes that you marked or edited since. Then import '{package.name}.apkg' as always. {keeps}",
        "An update replaces fields and tags of a changed note, and your edits of it; all other notes are untouched.",
    )


def markdown(news: ReleaseNews) -> str:
    """For each package, what to do, then the changes by severity and domain, each with a search for Anki's browser."""
    lines = [f"# {_on_one_line(title(news))}"]
    for package in news.packages:
        lines += ["", f"## {package.name}.apkg"]
        for paragraph in how_to(news, package):
            lines += ["", paragraph]
        for section in package.sections:
            lines += _section(section)
        lines += _renamed(package.renamed)
        if news.since and not package.sections and not package.renamed:
            lines += ["", "Nothing changed."]
    return "\n".join(lines) + "\n"


def _renamed(decks: Iterable[DeckEntry]) -> list[str]:
    """Decks with another name, and subdecks that became one deck: an import never moves a card."""
    lines: list[str] = []
    joined = [deck for deck in decks if deck.was.startswith(f"{deck.name}::")]
    if joined:
        lines += ["", "### One deck", "", *_ONE_DECK, "", "```", f'deck:"{joined[0].name}::*"', "```"]
    others = [deck for deck in decks if deck not in joined]
    if others:
        lines += ["", "### Renamed decks", "", "Anki matches decks by name. Rename yours before you import:", ""]
        names = dict.fromkeys(f"- {_on_one_line(deck.was)} → {_on_one_line(deck.name)}" for deck in others)
        lines += names
    return lines


_ONE_DECK = (
    "The package has one deck now, not a subdeck for each domain, so that Anki mixes new cards by the weights of",
    "the domains. Your cards stay in their subdecks, with their history. To mix them too, find them with this search,",
    "move them with Cards → Change Deck to the deck itself, and delete the empty subdecks. Or keep the subdecks, and",
    "set New card gather order to Ascending position in the options of the deck.",
)


def _section(section: NewsSection) -> list[str]:
    lines = ["", f"### {heading(section)}", ""]
    for domain in section.domains:
        lines.append(f"- {domain_line(domain)}")
        changes, notes = domain.texts[:_CHANGES_AT_MOST], domain.listed[:_NOTES_AT_MOST]
        lines += [f"  - {_on_one_line(' → '.join(shortened(texts)))}" for texts in changes]
        lines += [f"  - {_listed(note)}" for note in notes]
        if more := len(domain.texts) + len(domain.listed) - len(changes) - len(notes):
            lines.append(f"  - and {more} more")
    if section.kind not in ("added", "returned"):
        lines += ["", *([advice(section), ""] if advice(section) else []), "```", section.search, "```"]
    return lines


def shortened(texts: Texts) -> Texts:
    """The text before and after a change, each on one line; of long ones, only the part that differs."""
    lines = tuple(" ".join(text.split()) for text in texts)
    if len(lines) < 2 or max(map(len, lines)) <= _TEXT_AT_MOST:
        return tuple(_cut(line) for line in lines)
    common = next((n for n, (one, other) in enumerate(zip(*lines, strict=False)) if one != other), 0)
    start = lines[0].rfind(" ", 0, max(0, common - _CONTEXT)) + 1
    return tuple(_cut(f"… {line[start:]}" if start else line) for line in lines)


def _cut(line: str) -> str:
    if len(line) <= _TEXT_AT_MOST:
        return line
    return line[: line.rfind(" ", 0, _TEXT_AT_MOST) if " " in line[:_TEXT_AT_MOST] else _TEXT_AT_MOST] + " …"


def _listed(note: Listed) -> str:
    """What the note asks, or its id if that is not known; why it was retired, and which note is its successor."""
    why = "; see ".join(filter(None, (_on_one_line(note.reason), f"`{note.successor}`" if note.successor else "")))
    if note.asks:
        return _on_one_line(*shortened((note.asks,))) + (f" ({why})" if why else "")
    return f"`{note.id}`" + (f": {why}" if why else "")


def _on_one_line(text: str) -> str:
    """The text on one line, with Markdown's special characters escaped."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


@dataclass(frozen=True, slots=True)
class NoteDocument:
    """A note that came or went, and what it asks."""

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
class PackageDocument:
    """The changes of a package. `searches` has the search for Anki's browser of each kind of change."""

    package: str
    added: tuple[NoteDocument, ...]
    returned: tuple[NoteDocument, ...]
    changed: tuple[ChangeDocument, ...]
    retired: tuple[NoteDocument, ...]
    left: tuple[NoteDocument, ...]
    moved: tuple[NoteDocument, ...]
    fewer_cards: tuple[NoteDocument, ...]
    searches: dict[str, str]


@dataclass(frozen=True, slots=True)
class NewsDocument:
    """The document of `whatsnew --json`. `added`, `gone` and `changed` are those of all packages together."""

    added: tuple[NoteDocument, ...]
    gone: tuple[NoteDocument, ...]
    changed: tuple[ChangeDocument, ...]
    packages: tuple[PackageDocument, ...]


def document(news: ReleaseNews) -> NewsDocument:
    """Every change with its severity."""
    packages = tuple(_package_document(package) for package in news.packages)
    return NewsDocument(
        added=tuple(note for package in packages for note in package.added),
        gone=tuple(note for package in news.packages for note in _documents(package.found.gone)),
        changed=tuple(change for package in packages for change in package.changed),
        packages=packages,
    )


def _package_document(package: PackageNews) -> PackageDocument:
    found = package.found
    return PackageDocument(
        package=package.name,
        added=_documents(found.added),
        returned=_documents(found.returned),
        changed=tuple(ChangeDocument(c.id, c.domain, c.severity, c.before, c.after) for c in found.changed),
        retired=_documents(found.retired),
        left=_documents(found.left),
        moved=_documents(found.moved),
        fewer_cards=_documents(found.fewer_cards),
        searches={section.kind: section.search for section in package.sections},
    )


def _documents(notes: Sequence[Listed]) -> tuple[NoteDocument, ...]:
    return tuple(NoteDocument(note.id, note.domain, note.asks) for note in notes)
