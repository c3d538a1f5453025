"""The pages that the bank rests on: as text, as CSV, and as the document of `bank sources --json`."""

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass

from clfcards.survey.pages import Page
from clfcards.words.phrases import count

_CSV_COLUMNS = ("page", "cited as", "cited by", "kind", "verified")


@dataclass(frozen=True, slots=True)
class ReadingDocument:
    """An item, or an entry of guide.yaml, that cites a page; `verified` is the day on which it was read."""

    name: str
    kind: str
    url: str
    verified: dt.date


@dataclass(frozen=True, slots=True)
class PageDocument:
    """A page, the day on which its longest unread citation was read, and everything that cites it."""

    url: str
    verified: dt.date
    cited_by: tuple[ReadingDocument, ...]


@dataclass(frozen=True, slots=True)
class PagesDocument:
    """The document of `bank sources --json`."""

    pages: tuple[PageDocument, ...]


def text(pages: Sequence[Page]) -> str:
    """A block per page: its address, then each day on which it was read with what rests on that reading."""
    citations = sum(len(page.readings) for page in pages)
    blocks = [f"{count(len(pages), 'page')}, cited {count(citations, 'time')}"]
    for page in pages:
        days: dict[dt.date, list[str]] = {}
        for reading in page.readings:
            days.setdefault(reading.verified, []).append(f"guide: {reading.name}" if reading.in_guide else reading.name)
        blocks.append("\n".join([page.url, *(f"  {day}  {', '.join(names)}" for day, names in days.items())]))
    return "\n\n".join(blocks)


def csv_text(pages: Sequence[Page]) -> str:
    """A row per citation, with a header; lines end as RFC 4180 says."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(_CSV_COLUMNS)
    for page in pages:
        for reading in page.readings:
            writer.writerow((page.url, reading.url, reading.name, _kind(reading.in_guide), reading.verified))
    return file.getvalue()


def document(pages: Sequence[Page]) -> PagesDocument:
    """The pages in the same order, with everything that cites them."""
    return PagesDocument(
        tuple(
            PageDocument(
                page.url,
                page.verified,
                tuple(ReadingDocument(r.name, _kind(r.in_guide), r.url, r.verified) for r in page.readings),
            )
            for page in pages
        )
    )


def _kind(in_guide: bool) -> str:
    return "guide" if in_guide else "item"
