"""A guide's changes and their impact as sections of rows: for a terminal, for Markdown, for JSON."""

from collections.abc import Callable
from dataclasses import dataclass

from clfcards.model.guide import Guide
from clfcards.transition.diff import DomainChange, GuideDiff
from clfcards.transition.impact import Impact
from clfcards.transition.route import Route

PlaceOf = Callable[[Route], str]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled table; `note` is a sentence above it."""

    key: str
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def guide_sections(diff: GuideDiff) -> list[Section]:
    """What changed; sections without a row are left out."""
    origin = "Published by the vendor." if diff.tasks_map.published else "Guessed from titles and topics: check it."
    sections = [
        Section(
            "domains",
            "Domains",
            ("Domain", "Title", "Before", "After", ""),
            tuple(_domain_row(d) for d in diff.domains),
        ),
        Section(
            "tasks",
            "Tasks",
            ("Change", "Before", "After", "What"),
            tuple((t.kind, ", ".join(t.before), ", ".join(t.after), t.detail) for t in diff.tasks),
            origin,
        ),
        Section(
            "topics",
            "Topics",
            ("", "Task", "Topic", "Words"),
            tuple(("added" if t.added else "gone", t.task, t.topic, t.words) for t in diff.topics),
        ),
        Section(
            "services",
            "Services",
            ("Service", "Before", "After"),
            tuple((s.name, s.before, s.after) for s in diff.services),
        ),
    ]
    return [section for section in sections if section.rows]


def impact_sections(impact: Impact, new: Guide, place_of: PlaceOf) -> list[Section]:
    """What follows for the bank and the decks."""
    moves = [way for way in impact.routes if way.target and way.target != way.item.task]
    open_ = [way for way in impact.routes if way.is_open]
    retired = [way for way in impact.routes if way.is_retired]
    lost = [way for way in impact.routes if way.lost_topics or way.lost_services]
    before = {d.id: d for d in impact.deck.before}
    sections = [
        Section(
            "retag",
            f"Items that go to another task by rule: {len(moves)}",
            ("Item", "From", "To", "Place"),
            tuple((w.item.id, w.item.task, w.target, place_of(w)) for w in moves),
        ),
        Section(
            "undecided",
            f"Items to decide: {len(open_)}",
            ("Item", "From", "One of", "Place"),
            tuple((w.item.id, w.item.task, ", ".join(w.candidates), place_of(w)) for w in open_),
        ),
        Section(
            "orphaned",
            f"Items whose task is gone, to be retired: {len(retired)}",
            ("Item", "Task", "Place"),
            tuple((w.item.id, w.item.task, place_of(w)) for w in retired),
        ),
        Section(
            "lost",
            f"Items with a topic or service the new guide does not have: {len(lost)}",
            ("Item", "Topics and services", "Place"),
            tuple((w.item.id, ", ".join(w.lost_topics + w.lost_services), place_of(w)) for w in lost),
        ),
        Section(
            "bare_topics",
            f"Topics with nothing: {len(impact.bare_topics)}",
            ("Task", "Topic", "Words"),
            tuple((task, topic, new.tasks[task].topics[topic]) for task, topic in impact.bare_topics),
        ),
        Section(
            "bare_services",
            f"Services in scope with nothing: {len(impact.bare_services)}",
            ("Service", "Category"),
            tuple((new.services[id_].name, new.services[id_].category) for id_ in impact.bare_services),
        ),
        Section(
            "quotas",
            "Cards of the default deck",
            ("Domain", "Title", "Before", "After", "Reserve"),
            tuple(
                (d.id, d.title, str(before[d.id].cards) if d.id in before else "", str(d.cards), str(d.reserve))
                for d in impact.deck.after
            ),
            f"{len(impact.deck.entering)} notes enter, {len(impact.deck.leaving)} leave; "
            f"exam forms that can be filled: {impact.forms[0]} before, {impact.forms[1]} after.",
        ),
        Section("entering", "Notes that enter the deck", ("Item",), tuple((i,) for i in impact.deck.entering)),
        Section("leaving", "Notes that leave the deck", ("Item",), tuple((i,) for i in impact.deck.leaving)),
    ]
    return [section for section in sections if section.rows]


def markdown(title: str, sections: list[Section]) -> str:
    """The sections for a pull request."""
    lines = [f"# {title}"]
    for section in sections:
        lines += ["", f"## {section.title}", ""]
        if section.note:
            lines += [section.note, ""]
        lines.append("| " + " | ".join(section.header) + " |")
        lines.append("|" + " --- |" * len(section.header))
        lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in section.rows]
    return "\n".join(lines) + "\n"


def document(sections: list[Section]) -> dict[str, list[dict[str, str]]]:
    """The sections as JSON values: rows by section, keyed by the columns' names."""
    return {
        section.key: [
            {(name.lower().replace(" ", "_") or "change"): cell for name, cell in zip(section.header, row, strict=True)}
            for row in section.rows
        ]
        for section in sections
    }


def _domain_row(domain: DomainChange) -> tuple[str, ...]:
    weights = _percent(domain.weight_before), _percent(domain.weight_after)
    return domain.id, domain.after or domain.before, *weights, _retitled(domain.before, domain.after)


def _percent(weight: int) -> str:
    return f"{weight} %" if weight else ""


def _retitled(before: str, after: str) -> str:
    if before and after and before != after:
        return f"was '{before}'"
    return "new" if not before else "gone" if not after else ""
