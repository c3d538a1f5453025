"""Compares two guides, and determines what the change means for the sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clfcards.decks.contents import read_text
from clfcards.decks.item_lines import item_lines
from clfcards.decks.load import load_with_guide
from clfcards.decks.revisions import guide_at
from clfcards.model.bank import Origin
from clfcards.model.guide import Guide
from clfcards.transition.diff import GuideDiff, diff_guides
from clfcards.transition.impact import Impact, impact
from clfcards.transition.route import routes
from clfcards.transition.tasks import task_map


@dataclass(frozen=True, slots=True)
class GuideComparison:
    """Two guides, their differences, and the impact. `lines` are the lines where items begin, counted from 1."""

    before: Guide
    after: Guide
    diff: GuideDiff
    impact: Impact
    lines: Mapping[Origin, int]


def compare_guides(folder: Path, old: str, new: str | None) -> GuideComparison:
    """Compares two files or git revisions of a guide; if `new` is None, it is the guide in the sources.

    The sources are assumed to follow the old guide, unless the new one is their own. Raises UsageError if
    `old` or `new` is neither a file nor a revision.
    """
    loaded, current, settings = load_with_guide(folder)
    before, text_before = guide_at(old, loaded.folder)
    after, text_after = guide_at(new, loaded.folder) if new else (current, read_text(loaded.folder / "guide.yaml"))
    diff = diff_guides(before, after, (text_before, text_after))
    followed = before if after != current else after
    found = routes(loaded.bank, task_map(followed, after), followed, after)
    return GuideComparison(before, after, diff, impact(before, after, settings, loaded.bank, found), item_lines(loaded))
