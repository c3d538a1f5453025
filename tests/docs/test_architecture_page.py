"""The files that ARCHITECTURE.md names exist, so that a newcomer finds what it sends them to."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
FILES = sorted(set(re.findall(r"`([a-z_/0-9]+\.(?:py|html|css))`", PAGE)))


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_the_page_names_exists(name: str) -> None:
    folders = (ROOT, ROOT / "src" / "clfcards")
    assert any(next(folder.rglob(name) if "/" not in name else folder.glob(name), None) for folder in folders)


def test_the_page_names_every_package() -> None:
    packages = {path.parent.name for path in (ROOT / "src" / "clfcards").glob("*/__init__.py")}
    assert {name for name in packages if f"| `{name}/` |" not in PAGE} == set()
