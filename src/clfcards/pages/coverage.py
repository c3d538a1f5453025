"""Coverage as one page: a heat map of tasks and topics, and the services by category."""

from html import escape
from itertools import groupby
from pathlib import Path

from clfcards.model.guide import Guide
from clfcards.survey.coverage import Count, Coverage, DomainCoverage

_TEMPLATE = Path(__file__).parent / "templates" / "coverage.html"
_LEVELS = (0, 2, 5, 9)  # the upper limits of heat 0 to 3; above the last, 4


def coverage_page(guide: Guide, found: Coverage) -> str:
    """The page's HTML; it needs no other file."""
    parts = {
        "title": escape(f"Coverage of {guide.exam.code}"),
        "forms": str(found.forms),
        "items": str(sum(domain.count.items for domain in found.domains)),
        "bare": str(len(found.bare_services())),
        "thin": str(len(found.thin_topics(3))),
        "domains": "".join(_domain(domain) for domain in found.domains),
        "services": _services(found),
    }
    page = _TEMPLATE.read_text(encoding="utf-8")
    for name, value in parts.items():
        page = page.replace(f"@{name}@", value)
    return page


def _heat(items: int) -> int:
    return sum(items > limit for limit in _LEVELS)


def _domain(found: DomainCoverage) -> str:
    rows = []
    for task in found.tasks:
        topics = "".join(
            f'<li class="heat{_heat(topic.count.items)}" title="{escape(_sentence(topic.count))}">'
            f"{escape(topic.words)} <b>{topic.count.items}</b></li>"
            for topic in task.topics
        )
        rows.append(
            f'<tr><th scope="row"><span class="id">{escape(task.task.id)}</span> {escape(task.task.title)}</th>'
            f'{_cells(task.count)}</tr><tr class="topics"><td colspan="7"><ul>{topics}</ul></td></tr>'
        )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Facts", "Study", "Exam", "Easy", "Medium", "Hard"))
    return (
        f"<section><h2>{escape(found.domain.id)} {escape(found.domain.title)} <small>{found.domain.weight} % · "
        f"fills {found.forms} exam forms of {found.form_questions} questions</small></h2>"
        f'<table><thead><tr><th scope="col">Task</th>{head}</tr></thead><tbody>{"".join(rows)}</tbody>'
        f'<tfoot><tr><th scope="row">Together</th>{_cells(found.count)}</tr></tfoot></table></section>'
    )


def _cells(count: Count) -> str:
    numbers = (count.facts, count.study, count.exam, count.easy, count.medium, count.hard)
    return "".join(f'<td class="{"none" if not n else ""}">{n}</td>' for n in numbers)


def _services(found: Coverage) -> str:
    groups = groupby(found.services, key=lambda pair: pair[0].category)
    return "".join(
        f"<h3>{escape(category)}</h3><ul>"
        + "".join(
            f'<li class="heat{_heat(count.items)}" title="{escape(_sentence(count))}">'
            f"{escape(service.name)} <b>{count.items}</b></li>"
            for service, count in members
        )
        + "</ul>"
        for category, members in groups
    )


def _sentence(count: Count) -> str:
    return f"{count.facts} facts, {count.study} study questions, {count.exam} exam questions"
