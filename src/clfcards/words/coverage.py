"""Coverage as a heat map of characters, and as one JSON document."""

from dataclasses import asdict
from typing import Any

from clfcards.survey.coverage import Count, Coverage
from clfcards.words.table import aligned

# One character a topic: what is there for it, from nothing to plenty.
_HEAT = ((0, "·"), (2, "░"), (5, "▒"), (9, "▓"))
_MOST = "█"
FEW = 3
_COLUMNS = ("Facts", "Study", "Exam", "Easy", "Medium", "Hard")
_MAX_LISTED = 12
_MAX_TITLE = 46


def heat(items: int) -> str:
    """· none, ░ 1–2, ▒ 3–5, ▓ 6–9, █ 10 and more."""
    return next((mark for limit, mark in _HEAT if items <= limit), _MOST)


def coverage_text(found: Coverage) -> str:
    """A line a task, with a mark for each of its topics; then what is thinnest."""
    rows: list[tuple[str, ...]] = [("", "", *_COLUMNS, "Forms", "Topics")]
    for domain in found.domains:
        title = f"{domain.domain.title}, {domain.domain.weight} %"
        rows.append((domain.domain.id, title, *_numbers(domain.count), f"{domain.forms:5}", ""))
        rows += [
            (
                f"  {task.task.id}",
                f"  {_shortened(task.task.title)}",
                *_numbers(task.count),
                "",
                "".join(heat(topic.count.items) for topic in task.topics),
            )
            for task in domain.tasks
        ]
    lines = [*aligned(rows), "", "Topics, a mark each: · none  ░ 1–2  ▒ 3–5  ▓ 6–9  █ 10 or more items"]
    lines.append(f"Exam forms without a repeated question: {found.forms}")
    thin = found.thin_topics(FEW)
    if thin:
        lines += ["", f"Topics with fewer than {FEW} items: {len(thin)}"]
        shown = [(f"  {task.task.id}", topic.id, str(topic.count.items)) for task, topic in thin[:_MAX_LISTED]]
        lines += aligned(shown)
        lines += [f"  … and {len(thin) - _MAX_LISTED} more"] if len(thin) > _MAX_LISTED else []
    bare = found.bare_services()
    lines += ["", f"Services in scope: {len(found.services)}; with nothing: {len(bare)}"]
    lines += [f"  {service.name}" for service in bare[:_MAX_LISTED]]
    lines += [f"  … and {len(bare) - _MAX_LISTED} more"] if len(bare) > _MAX_LISTED else []
    return "\n".join(lines)


def _numbers(count: Count) -> tuple[str, ...]:
    numbers = (count.facts, count.study, count.exam, count.easy, count.medium, count.hard)
    return tuple(str(n).rjust(len(name)) for n, name in zip(numbers, _COLUMNS, strict=True))


def _shortened(title: str) -> str:
    return title if len(title) <= _MAX_TITLE else title[: _MAX_TITLE - 1].rstrip() + "…"


def coverage_document(found: Coverage) -> dict[str, Any]:
    """Counts by domain, task and topic, and by service."""
    return {
        "forms": found.forms,
        "domains": [
            {
                "id": domain.domain.id,
                "title": domain.domain.title,
                "weight": domain.domain.weight,
                "forms": domain.forms,
                "form_questions": domain.form_questions,
                **asdict(domain.count),
                "tasks": [
                    {
                        "id": task.task.id,
                        "title": task.task.title,
                        **asdict(task.count),
                        "topics": [{"id": topic.id, **asdict(topic.count)} for topic in task.topics],
                    }
                    for task in domain.tasks
                ],
            }
            for domain in found.domains
        ],
        "services": [
            {"id": service.id, "name": service.name, "category": service.category, **asdict(count)}
            for service, count in found.services
        ],
    }
