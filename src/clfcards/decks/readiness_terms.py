"""What readiness needs to know about an exam without its texts, stored beside the parsed bank."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from clfcards.decks.derived_file import Sources, read_derived, write_derived
from clfcards.exam.likely_form import LikelyQuestion
from clfcards.model.guide import Guide

if TYPE_CHECKING:
    from clfcards.decks.load import Loaded

READINESS = "readiness-terms"


class ReadinessTerms(NamedTuple):
    """The guide, and the questions of the form that stands for the next one; none if the bank fills no exam."""

    guide: Guide
    questions: tuple[LikelyQuestion, ...]


def readiness_terms(loaded: Loaded) -> ReadinessTerms:
    """What the sources say. Raises ClfcardsError if the guide or the settings have errors."""
    from clfcards.decks.exam_forms import exam_pool
    from clfcards.decks.load import guide_and_settings_of
    from clfcards.exam.likely_form import likely_questions

    guide, settings = guide_and_settings_of(loaded)
    return ReadinessTerms(guide, likely_questions(guide, settings.shares, exam_pool(guide, loaded.bank)))


def read_terms(folder: Path, sources: Sources) -> ReadinessTerms | None:
    """The stored terms for these sources; None if there are none."""
    from clfcards import codec

    body = read_derived(folder / READINESS, sources.hash)
    return None if body is None else codec.decode(body, ReadinessTerms)


def write_terms(folder: Path, sources: Sources, terms: ReadinessTerms) -> None:
    """Stores the terms."""
    from clfcards import codec

    write_derived(folder / READINESS, sources.hash, codec.encode(terms))
