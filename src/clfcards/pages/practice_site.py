"""A site of practice exams: pages that a browser can install, and that work without a network after one visit."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from clfcards.model.guide import Exam
from clfcards.pages.practice import PracticePage
from clfcards.pages.template import page

_FILES = Path(__file__).parent / "site"
ICONS = ("icon.svg", "icon-180.png", "icon-192.png", "icon-512.png")
MANIFEST, WORKER, INDEX = "practice.webmanifest", "worker.js", "index.html"


@dataclass(frozen=True, slots=True)
class SitePage:
    """An exam's page on the site, under its name there."""

    name: str
    exam: Exam
    language: str
    page: PracticePage


def site_files(pages: Sequence[SitePage]) -> dict[str, bytes]:
    """The site's files by name. The worker, which browsers fetch at every visit, comes last.

    The worker's version changes whenever any file does. Browsers keep the files of one version
    together, so that no page ever meets the files of another.
    """
    files = {each.name: each.page.html.encode() for each in pages}
    files[INDEX] = page("site_index.html", pages=pages).encode()
    files[MANIFEST] = _manifest(pages)
    files |= {name: (_FILES / name).read_bytes() for name in ICONS}
    version = blake2b(
        b"\0".join(part for name in sorted(files) for part in (name.encode(), files[name])), digest_size=6
    )
    files[WORKER] = _worker(version.hexdigest(), sorted(files))
    return files


def _manifest(pages: Sequence[SitePage]) -> bytes:
    """What an installed site is called, and where it begins: at its exam, if it has only one."""
    only = pages[0] if len(pages) == 1 else None
    manifest = {
        "name": f"{only.exam.name}: practice exams" if only else "Practice exams",
        "short_name": only.exam.code if only else "Practice exams",
        "start_url": only.name if only else INDEX,
        "scope": "./",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#1d4f91",
        "icons": [
            {"src": "icon.svg", "sizes": "any", "type": "image/svg+xml"},
            {"src": "icon-192.png", "sizes": "192x192", "type": "image/png"},
            {"src": "icon-512.png", "sizes": "512x512", "type": "image/png", "purpose": "any maskable"},
        ],
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def _worker(version: str, names: Sequence[str]) -> bytes:
    script = (_FILES / WORKER).read_text(encoding="utf-8")
    return script.replace("VERSION", json.dumps(version)).replace("NAMES", json.dumps(list(names))).encode()
