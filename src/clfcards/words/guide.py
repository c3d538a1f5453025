"""The exam guide in a terminal, and as one JSON document."""

from collections import Counter
from typing import Any

from clfcards.model.guide import Guide
from clfcards.words.table import aligned


def guide_text(guide: Guide) -> str:
    """Terms, domains with their tasks and topics, and counts of services."""
    exam, form = guide.exam, guide.format
    lines = [
        f"{exam.name} ({exam.code}), {exam.vendor}",
        f"{form.questions} questions: {form.scored} scored, {form.unscored} unscored; {form.minutes} minutes; "
        f"{form.scale_minimum}–{form.scale_maximum}, {form.scale_pass} passes",
        f"Guide text: {guide.revision}",
        "",
    ]
    rows = []
    for domain in guide.domains:
        rows.append((f"{domain.weight} %", domain.id, domain.title, ""))
        rows += [("", task.id, task.title, f"{len(task.topics)} topics") for task in domain.tasks]
    lines += aligned(rows)
    scopes = Counter(service.scope for service in guide.services.values())
    lines += [
        "",
        f"Services: {scopes['in']} in scope, {scopes['out']} out of scope, {scopes['unlisted']} unlisted",
        f"Renamed: {len(guide.renames)}; closed or ended: {len(guide.closures)}",
    ]
    return "\n".join(lines)


def guide_document(guide: Guide) -> dict[str, Any]:
    """The guide's data, dates as text."""
    form = guide.format
    return {
        "exam": guide.exam.code,
        "name": guide.exam.name,
        "revision": guide.revision,
        "format": {
            "scored": form.scored,
            "unscored": form.unscored,
            "minutes": form.minutes,
            "scale": [form.scale_minimum, form.scale_maximum],
            "pass": form.scale_pass,
        },
        "domains": [
            {
                "id": domain.id,
                "title": domain.title,
                "weight": domain.weight,
                "tasks": [{"id": t.id, "title": t.title, "topics": dict(t.topics)} for t in domain.tasks],
            }
            for domain in guide.domains
        ],
        "services": [
            {"id": s.id, "name": s.name, "category": s.category, "scope": s.scope} for s in guide.services.values()
        ],
        "renames": [
            {"service": r.service, "old": r.old, "new": r.new, "guide": r.guide, "by": r.by.isoformat()}
            for r in guide.renames
        ],
        "closures": [{"service": c.service, "state": c.state, "date": c.date.isoformat()} for c in guide.closures],
    }
