"""Every card as one page: both sides, as Anki shows them, with the problems of their items."""

import base64
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from clfcards.anki.cards import card_faces
from clfcards.anki.note_types import note_types
from clfcards.model.bank import Bank, Fact, Origin, Question
from clfcards.model.guide import Guide
from clfcards.model.problem import Problem
from clfcards.render.html import plain_text
from clfcards.render.notes import NoteRenderer
from clfcards.rules.rule import Finding, Rule

_TEMPLATES = Path(__file__).parent / "templates"
_MEDIA_TYPES = {"svg": "image/svg+xml", "jpg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where an item stands: `shown` is the path for people, `path` the absolute one."""

    shown: str
    path: str
    line: int


def data_uri(name: str, content: bytes) -> str:
    """A picture as an address that holds it."""
    ending = name.rpartition(".")[2].lower()
    return f"data:{_MEDIA_TYPES.get(ending, f'image/{ending}')};base64,{base64.b64encode(content).decode()}"


def preview_page(
    guide: Guide,
    bank: Bank,
    media: Mapping[str, bytes],
    found: Iterable[tuple[Rule, Finding]],
    lines: Mapping[Origin, SourceLine],
    *,
    unread: Iterable[Problem] = (),
    editor: str,
    version: str,
) -> str:
    """The page's HTML; it needs no other file.

    `found` are the rules' findings, `unread` the problems of what could not be read. `editor` is the
    address that opens a line, with `{path}` and `{line}`. With a `version` the page asks its server for
    newer ones.
    """
    findings: dict[Origin, list[dict[str, str]]] = defaultdict(list)
    for rule, finding in found:
        entry = {"severity": rule.severity, "rule": rule.name, "message": finding.message}
        findings[finding.origin].append(entry)
    # Pictures are addressed by stand-ins, so that each stands in the page once, however many cards show it.
    renderer = NoteRenderer(guide, {name: f"media-{name}" for name in media})
    types = note_types()
    cards: list[dict[str, Any]] = []
    for item in bank:
        if item.task not in guide.tasks:
            continue
        note = renderer.render(item)
        for face in card_faces(note):
            front, script = _apart(face.front)
            back, back_script = _apart(face.back)
            cards.append(
                {
                    **_head(guide, item, face.name, lines[item.origin], editor),
                    "front": front,
                    "back": back,
                    "scripts": [script, back_script],
                    "text": plain_text(f"{front} {back}").lower(),
                    "problems": findings[item.origin],
                }
            )
    scripts = sorted({script for card in cards for script in card["scripts"]})
    for card in cards:
        card["scripts"] = [scripts.index(script) for script in card["scripts"]]
    data = {
        "version": version,
        "unread": [str(problem) for problem in unread],
        "css": next(iter(types.values())).css,
        "scripts": scripts,
        "media": {f"media-{name}": data_uri(name, content) for name, content in media.items()},
        "domains": [[domain.id, domain.title] for domain in guide.domains],
        "tasks": [[task.id, task.title] for task in guide.tasks.values()],
        "services": _services(guide, bank),
        "cards": cards,
    }
    page = (_TEMPLATES / "preview.html").read_text(encoding="utf-8")
    page = page.replace("@title@", escape(f"{guide.exam.code} cards"))
    page = page.replace("@script@", (_TEMPLATES / "preview.js").read_text(encoding="utf-8"))
    # "</" would end the script element; "<!--" would open a comment in it.
    return page.replace("@data@", json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))


def _services(guide: Guide, bank: Bank) -> list[tuple[str, str]]:
    """Ids and names of the services that items are about, by name."""
    used = {service for item in bank for service in item.services} & guide.services.keys()
    return sorted(((id_, guide.services[id_].name) for id_ in used), key=lambda pair: pair[1].lower())


def _head(guide: Guide, item: Fact | Question, name: str, line: SourceLine, editor: str) -> dict[str, Any]:
    return {
        "id": item.id,
        "domain": guide.domain_of_task[item.task].id,
        "task": item.task,
        "kind": item.kind if name != "Reversed" else "reversed",
        "name": name,
        "pool": item.pool if isinstance(item, Question) else "facts",
        "services": list(item.services),
        "place": f"{line.shown}:{line.line}",
        "link": editor.replace("{path}", line.path).replace("{line}", str(line.line)),
    }


def _apart(face: str) -> tuple[str, str]:
    """A side's HTML and its script, which many cards share."""
    html, _, script = face.partition("<script>")
    return html.strip(), script.removesuffix("</script>").strip().removesuffix("</script>")
