"""A comparison of two guides as sections of rows: for a terminal, as Markdown, and as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass

from clfcards.model.guide import Guide
from clfcards.next_step import NextStep
from clfcards.transition.diff import DomainChange, GuideDiff, TaskChange
from clfcards.transition.impact import Impact
from clfcards.transition.route import Route
from clfcards.use_cases.guide_diff import GuideComparison
from clfcards.words.guide import guide_name
from clfcards.words.next_steps import command_line
from clfcards.words.table import aligned
from clfcards.words.width import columns

MAX_ROWS = 40
NOTHING = "nothing changed"

# The fields that have a table of their own, by their path; "*" stands for any name.
_ELSEWHERE = (
    ("domains", "*", "id"),
    ("domains", "*", "title"),
    ("domains", "*", "weight"),
    ("domains", "*", "tasks", "*", "id"),
    ("domains", "*", "tasks", "*", "title"),
    ("domains", "*", "tasks", "*", "topics", "*"),
    ("services", "in_scope", "*", "*"),
    ("services", "out_of_scope", "*", "*"),
    ("services", "unlisted", "*", "*"),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A titled table; `note` is a sentence above it. The column names are also the keys of its rows in JSON."""

    key: str
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def text(found: GuideComparison, *, every_row: bool) -> str:
    """The sections for a terminal; long tables are shortened unless `every_row`."""
    sections = [_section_text(section, every_row) for section in _sections(found)]
    return "\n\n".join([_title(found), *(sections or [NOTHING])])


def markdown(found: GuideComparison) -> str:
    """The sections for a pull request."""
    lines = [f"# {_title(found)}"]
    sections = _sections(found)
    if not sections:
        lines += ["", NOTHING]
    for section in sections:
        lines += ["", f"## {section.title}", ""]
        if section.note:
            lines += [section.note, ""]
        lines.append("| " + " | ".join(section.header) + " |")
        lines.append("|" + " --- |" * len(section.header))
        lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in section.rows]
    return "\n".join(lines) + "\n"


def document(found: GuideComparison) -> dict[str, object]:
    """The document of `--json`: the rows of each section, keyed by the column names.

    A section without rows has no key, just as it has no table elsewhere.
    """
    before, after = found.impact.forms
    return {
        "old": guide_name(found.before),
        "new": guide_name(found.after),
        "changed": not found.diff.is_empty,
        "published_map": found.diff.tasks_map.published,
        "exam_forms": {"before": before, "after": after},
        **{section.key: _rows(section) for section in _sections(found)},
    }


def _title(found: GuideComparison) -> str:
    return f"{guide_name(found.before)} → {guide_name(found.after)}"


def _section_text(section: Section, every_row: bool) -> str:
    shown = section.rows if every_row else section.rows[:MAX_ROWS]
    lines = [section.title, "─" * columns(section.title)]
    if section.note:
        lines.append(section.note)
    lines += aligned([section.header, *shown])
    if len(shown) < len(section.rows):
        lines.append(f"… and {len(section.rows) - len(shown)} more ({command_line(NextStep.again_with(all=True))})")
    return "\n".join(lines)


def _rows(section: Section) -> list[dict[str, str]]:
    keys = [name.lower().replace(" ", "_") or "change" for name in section.header]
    return [dict(zip(keys, row, strict=True)) for row in section.rows]


def _sections(found: GuideComparison) -> list[Section]:
    """What changed, then what that means for the bank and the decks; sections without rows are left out."""
    if found.diff.is_empty:
        return []
    return [section for section in (*_guide_sections(found), *_impact_sections(found)) if section.rows]


def _guide_sections(found: GuideComparison) -> list[Section]:
    diff: GuideDiff = found.diff
    fields = [field for field in diff.fields if not _is_elsewhere(field.path)]
    domains = tuple(_domain_row(domain) for domain in diff.domains)
    is_any_domain_changed = any((d.before, d.weight_before) != (d.after, d.weight_after) for d in diff.domains)
    return [
        Section(
            "fields",
            "Fields of guide.yaml",
            ("Field", "Before", "After"),
            tuple((".".join(field.path), field.before or "–", field.after or "–") for field in fields),
        ),
        Section(
            "domains",
            "Domains",
            ("Domain", "Title", "Before", "After", ""),
            domains if is_any_domain_changed else (),
        ),
        _task_section(found),
        Section(
            "topics",
            "Topics",
            ("", "Task", "Topic", "Words", "Before"),
            tuple((t.kind, t.task, t.topic, t.words, t.before) for t in diff.topics),
        ),
        Section(
            "services",
            "Services",
            ("Service", "Before", "After"),
            tuple((service.name, service.before, service.after) for service in diff.services),
        ),
    ]


def _task_section(found: GuideComparison) -> Section:
    """All tasks if one of them changed, and where the map comes from."""
    tasks_map, tasks = found.diff.tasks_map, found.diff.tasks
    note = "From titles and topics: check them."
    if tasks_map.refused:
        note = f"Not used: {tasks_map.refused}. Instead, from titles and topics: check them."
    elif tasks_map.published:
        kept = {task.before for task in tasks if task.kind == "kept"}
        guessed = ", ".join(t for t in tasks_map.targets if t not in tasks_map.named and (t,) not in kept)
        note = "Published by the vendor" + (f", except for {guessed}: check these." if guessed else ".")
    rows = tuple(
        (task.kind, ", ".join(task.before), ", ".join(task.after), _task_words(task, found.before, found.after))
        for task in tasks
    )
    is_changed = tasks_map.refused or any(task.kind != "kept" for task in tasks)
    return Section("tasks", "Tasks", ("Change", "Before", "After", "What"), rows if is_changed else (), note)


def _is_elsewhere(path: tuple[str, ...]) -> bool:
    return any(
        len(path) == len(pattern) and all(name in ("*", step) for name, step in zip(pattern, path, strict=True))
        for pattern in _ELSEWHERE
    )


def _domain_row(domain: DomainChange) -> tuple[str, ...]:
    weights = [f"{weight}%" if weight else "" for weight in (domain.weight_before, domain.weight_after)]
    change = ""
    if not domain.before:
        change = "new"
    elif not domain.after:
        change = "gone"
    elif domain.before != domain.after:
        change = f"was '{domain.before}'"
    return domain.id, domain.after or domain.before, *weights, change


def _task_words(change: TaskChange, old: Guide, new: Guide) -> str:
    """What happened to a task, in words: every title that changed is named."""
    before = " and ".join(f"'{old.tasks[task].title}'" for task in change.before)
    after = " and ".join(f"'{new.tasks[task].title}'" for task in change.after)
    place = f"to domain {new.domain_of_task[change.after[0]].id}: " if change.kind == "moved" else ""
    match change.kind:
        case "added":
            return f"new: {after}"
        case "merged":
            return f"from {before}: {after}"
        case "split":
            return f"{before} into {after}"
        case "removed":
            return before
        case _:
            return f"{place}was {before}, is {after}" if before != after else f"{place}{after}"


def _impact_sections(found: GuideComparison) -> list[Section]:
    return [*_item_sections(found), *_uncovered_sections(found.impact, found.after), *_deck_sections(found.impact)]


def _item_sections(found: GuideComparison) -> list[Section]:
    """What happens to the items."""
    routes = found.impact.routes
    moves = [route for route in routes if route.target and route.target != route.item.task]
    undecided = [route for route in routes if route.is_open]
    retired = [route for route in routes if route.is_retired]
    lost = [route for route in routes if route.lost_topics or route.lost_services]

    def place(route: Route) -> str:
        return f"{route.item.origin.path}:{found.lines[route.item.origin]}"

    return [
        Section(
            "retag",
            f"Items that move to another task by rule: {len(moves)}",
            ("Item", "From", "To", "Place"),
            tuple((route.item.id, route.item.task, route.target, place(route)) for route in moves),
        ),
        Section(
            "undecided",
            f"Items to decide: {len(undecided)}",
            ("Item", "From", "One of", "Place"),
            tuple((route.item.id, route.item.task, ", ".join(route.candidates), place(route)) for route in undecided),
        ),
        Section(
            "orphaned",
            f"Items to retire because their task is gone: {len(retired)}",
            ("Item", "Task", "Place"),
            tuple((route.item.id, route.item.task, place(route)) for route in retired),
        ),
        Section(
            "lost",
            f"Items with a topic or service the new guide does not have: {len(lost)}",
            ("Item", "Topics and services", "Place"),
            tuple((r.item.id, ", ".join(r.lost_topics + r.lost_services), place(r)) for r in lost),
        ),
    ]


def _uncovered_sections(impact: Impact, new: Guide) -> list[Section]:
    """The topics and services that no item is about."""
    return [
        Section(
            "bare_topics",
            f"Topics without items: {len(impact.bare_topics)}",
            ("Task", "Topic", "Words"),
            tuple((task, topic, new.tasks[task].topics[topic]) for task, topic in impact.bare_topics),
        ),
        Section(
            "bare_services",
            f"Services in scope without items: {len(impact.bare_services)}",
            ("Service", "Category"),
            tuple((new.services[id_].name, new.services[id_].category) for id_ in impact.bare_services),
        ),
    ]


def _deck_sections(impact: Impact) -> list[Section]:
    """What happens to the default deck."""
    before = {domain.id: str(domain.cards) for domain in impact.deck.before}
    return [
        Section(
            "quotas",
            "Cards of the default deck",
            ("Domain", "Title", "Before", "After", "Reserve"),
            tuple((d.id, d.title, before.get(d.id, ""), str(d.cards), str(d.reserve)) for d in impact.deck.after),
            f"Notes that enter the deck: {len(impact.deck.entering)}; that leave it: {len(impact.deck.leaving)}; "
            f"exam forms that can be filled: {impact.forms[0]} before, {impact.forms[1]} after.",
        ),
        Section("entering", "Notes that enter the deck", ("Item",), _one_column(impact.deck.entering)),
        Section("leaving", "Notes that leave the deck", ("Item",), _one_column(impact.deck.leaving)),
    ]


def _one_column(ids: Sequence[str]) -> tuple[tuple[str], ...]:
    return tuple((id_,) for id_ in ids)
