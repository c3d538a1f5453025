"""A page with both sides of every card, as Anki shows them, and the problems of their items."""

import base64
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from clfcards.anki.cards import card_faces
from clfcards.anki.note_types import note_types
from clfcards.model.bank import Bank, Fact, Origin, Question
from clfcards.model.guide import Guide
from clfcards.model.language import language_of
from clfcards.model.problem import Problem
from clfcards.pages.policy import Framed
from clfcards.pages.source_link import source_link
from clfcards.pages.template import page
from clfcards.render.html import plain_text
from clfcards.render.note_kinds import family_of
from clfcards.render.notes import NoteRenderer
from clfcards.rules.rule import Finding, Rule

_FRAME_CSS = "html{overflow-x:hidden}"
_MEDIA_TYPES = {"svg": "image/svg+xml", "jpg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where an item is: `shown` is the path for people, `path` the absolute one."""

    shown: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class PreviewSources:
    """What is previewed. `found` has the rules' findings, `unread` the problems of files that could not be read.

    `media` has the pictures by name, and `lines` the location of every item. `report_url` is that of the settings.
    """

    guide: Guide
    bank: Bank
    media: Mapping[str, bytes]
    lines: Mapping[Origin, SourceLine]
    found: Sequence[tuple[Rule, Finding]]
    unread: Sequence[Problem]
    report_url: str = ""


@dataclass(frozen=True, slots=True)
class CardProblem:
    """A rule's finding about the item of a card."""

    severity: str
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class PreviewCard:
    """A card as the page's script reads it.

    `scripts` are the numbers of its sides' scripts, `text` is what a search looks through, and `link` opens the
    line of its item.
    """

    id: str
    domain: str
    task: str
    kind: str
    name: str
    pool: str
    services: tuple[str, ...]
    place: str
    link: str
    front: str
    back: str
    scripts: tuple[int, int]
    text: str
    problems: Sequence[CardProblem]


@dataclass(frozen=True, slots=True)
class PreviewData:
    """The data of the page's script, which asks its server for newer versions if there is a `version`.

    `language` is the tag of the cards' language. `domains`, `tasks` and `services` are ids with titles, in the order of
    the page's lists.
    """

    version: str
    language: str
    unread: Sequence[str]
    css: str
    scripts: Sequence[str]
    media: Mapping[str, str]
    domains: Sequence[tuple[str, str]]
    tasks: Sequence[tuple[str, str]]
    services: Sequence[tuple[str, str]]
    cards: Sequence[PreviewCard]


def preview_page(sources: PreviewSources, *, editor: str, version: str = "") -> str:
    """The page's HTML, which needs no other file.

    `editor` is the address that opens a line, with `{path}` and `{line}`. A page with a `version` reloads
    whenever its server has a newer one.
    """
    guide = sources.guide
    scripts: dict[str, int] = {}
    cards = tuple(_cards(sources, editor, scripts))
    data = PreviewData(
        version=version,
        language=guide.language,
        unread=[str(problem) for problem in sources.unread],
        css=_FRAME_CSS + note_types()[family_of(language_of(guide.language)).fact].css,
        scripts=list(scripts),
        media={_placeholder(name): data_uri(name, content) for name, content in sources.media.items()},
        domains=[(domain.id, domain.title) for domain in guide.domains],
        tasks=[(task.id, task.title) for task in guide.tasks.values()],
        services=_services(guide, sources.bank),
        cards=cards,
    )
    framed = Framed((data.css,), tuple(scripts))
    return page(
        "preview.html",
        language=guide.language,
        framed=framed,
        follows=bool(version),
        title=f"{guide.exam.code} cards",
        data=data,
    )


def waiting_page(problems: Sequence[str], *, version: str) -> str:
    """A page that says why there is no preview, and becomes the preview as soon as its server can make one."""
    return page("waiting.html", follows=True, problems=problems, version=version)


def data_uri(name: str, content: bytes) -> str:
    """A picture as a data URI."""
    ending = name.rpartition(".")[2].lower()
    return f"data:{_MEDIA_TYPES.get(ending, f'image/{ending}')};base64,{base64.b64encode(content).decode()}"


def _placeholder(name: str) -> str:
    """The address that stands for a picture in cards, so that the page has it once, however many cards show it."""
    return f"media-{name}"


def _cards(sources: PreviewSources, editor: str, scripts: dict[str, int]) -> Iterator[PreviewCard]:
    """Every card of the items whose task is in the guide; the number of each script is added to `scripts`."""
    problems: dict[Origin, list[CardProblem]] = defaultdict(list)
    for rule, finding in sources.found:
        problems[finding.origin].append(CardProblem(rule.severity, rule.name, finding.message))
    media = {name: _placeholder(name) for name in sources.media}
    renderer = NoteRenderer(sources.guide, media, report_url=sources.report_url)
    for item in sources.bank:
        if item.task not in sources.guide.tasks:
            continue
        line = sources.lines[item.origin]
        note = renderer.render(item)
        for face in card_faces(note):
            front, front_script = _html_and_script(face.front)
            back, back_script = _html_and_script(face.back)
            yield PreviewCard(
                id=item.id,
                domain=sources.guide.domain_of_task[item.task].id,
                task=item.task,
                kind="reversed" if face.name == "Reversed" else item.kind,
                name=face.name,
                pool=_pool(item),
                services=item.services,
                place=f"{line.shown}:{line.line}",
                link=source_link(editor, line.path, line.line),
                front=front,
                back=back,
                scripts=(
                    scripts.setdefault(front_script, len(scripts)),
                    scripts.setdefault(back_script, len(scripts)),
                ),
                text=plain_text(f"{front} {back}").lower(),
                problems=problems[item.origin],
            )


def _pool(item: Fact | Question) -> str:
    return item.pool if isinstance(item, Question) else "facts"


def _services(guide: Guide, bank: Bank) -> list[tuple[str, str]]:
    """Ids and names of the services that items are about, by name."""
    used = {service for item in bank for service in item.services} & guide.services.keys()
    return sorted(((id_, guide.services[id_].name) for id_ in used), key=lambda pair: pair[1].lower())


def _html_and_script(face: str) -> tuple[str, str]:
    """A side's HTML, and its script, which many cards share."""
    html, _, script = face.partition("<script>")
    return html.strip(), script.removesuffix("</script>").strip().removesuffix("</script>")
