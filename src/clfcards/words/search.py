"""What a search found: as lines, and as the document of `search --json`."""

from collections.abc import Sequence
from dataclasses import dataclass

from clfcards.model.bank import Fact, Question
from clfcards.model.guide import Guide
from clfcards.next_step import NextStep
from clfcards.render.spans import without_markup
from clfcards.survey.search import Hit
from clfcards.use_cases.look_up import Found
from clfcards.words.lines import Line, wrapped
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count
from clfcards.words.question import fact_sentence

_SCOPES = {"in": "in scope", "out": "out of scope", "unlisted": "not in the guide"}


def lines(guide: Guide, found: Found, most: int, width: int) -> list[Line]:
    """The best `most` hits, what was not shown, and how to see more of one."""
    shown: list[Line] = []
    for hit in found.hits[:most]:
        shown += wrapped(f"{hit.entry.id} · {_kind_phrase(guide, found, hit)}", width, "title")
        shown += wrapped(_sentence(guide, found, hit), width, "", "  ")
    if not found.hits:
        shown += wrapped(f"nothing was found for '{found.query}'", width)
    rest = [*_left_out(found, most)]
    if found.hits:
        rest.append(f"More of the first: {command_line(_step(found.hits[0]))}")
    return [*shown, Line(), *(line for text in rest for line in wrapped(text, width, "dim"))] if rest else shown


def _step(best: Hit) -> NextStep:
    command = "show" if best.entry.kind in ("fact", "question") else "learn"
    return NextStep.run(f"{command} {best.entry.id}")


def _left_out(found: Found, most: int) -> Sequence[str]:
    left = []
    if len(found.hits) > most:
        left.append(f"{most} of {len(found.hits):,} are shown: --limit shows more, and another word fewer.")
    if found.unmet:
        does = "matches" if found.unmet == 1 else "match"
        left.append(
            f"{count(found.unmet, 'question')} that you have not met also {does}, and {_stay(found.unmet)} hidden, "
            "to test you later."
        )
    return left


def _stay(number: int) -> str:
    return "stays" if number == 1 else "stay"


def _kind_phrase(guide: Guide, found: Found, hit: Hit) -> str:
    entry = hit.entry
    if entry.kind == "task":
        return f"task of domain {guide.domain_of_task[entry.id].id}"
    if entry.kind == "service":
        service = guide.services[entry.id]
        return f"service, {service.category}, {_SCOPES[service.scope]}"
    item = found.items[entry.id]
    return f"{item.kind} · task {item.task}"


def _sentence(guide: Guide, found: Found, hit: Hit) -> str:
    """The entry in a sentence, without Markdown."""
    entry = hit.entry
    if entry.kind == "task":
        return guide.tasks[entry.id].title
    if entry.kind == "service":
        return guide.services[entry.id].name
    return _item_sentence(found.items[entry.id])


def _item_sentence(item: Fact | Question) -> str:
    text = fact_sentence(item) if isinstance(item, Fact) else without_markup(item.stem)
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class HitDocument:
    """Something that was found. `kind` is "task", "service", "fact" or "question"; `task` is empty for a service."""

    kind: str
    id: str
    text: str
    task: str


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """The document of `search --json`: the best hits, how many there are in all, and the questions not met yet."""

    query: str
    hits: tuple[HitDocument, ...]
    found: int
    unmet_questions: int


def document(guide: Guide, found: Found, most: int) -> SearchDocument:
    """The best `most` hits as the document of `--json`."""
    hits = tuple(
        HitDocument(hit.entry.kind, hit.entry.id, _sentence(guide, found, hit), _task(found, hit))
        for hit in found.hits[:most]
    )
    return SearchDocument(found.query, hits, len(found.hits), found.unmet)


def _task(found: Found, hit: Hit) -> str:
    entry = hit.entry
    if entry.kind == "task":
        return entry.id
    return found.items[entry.id].task if entry.id in found.items and entry.kind != "service" else ""
