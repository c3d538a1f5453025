"""The three output formats of `clfcards stats`."""

import datetime as dt
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from clfcards.log.log import Log
from clfcards.memory.statistics import DayOfStudy, Part, Statistics
from clfcards.memory.tally import Tally
from clfcards.model.event import Event
from clfcards.model.study import Outline
from clfcards.model.time import StudyDay
from clfcards.pages.stats import stats_page
from clfcards.use_cases.statistics import DeckStatistics
from clfcards.words import stats as stats_words
from tests.command import run
from tests.log_events import DAY, event, review
from tests.small_exam import fact, facts_file, full_exam, write_exam

NOW = dt.datetime.now(dt.UTC)
AGO = int(NOW.timestamp() * 1000) - 30 * DAY
EXAM = Outline("TEA-101", "Certified Tea Taster", "tea", 0.9, {"A": 100}, {"A": "Leaves"}, {"A.1": "Tell"}, ())
TODAY = StudyDay(20_000)


def stats(folder: Path, *options: str) -> str:
    full_exam(folder / "decks")
    data = ("--decks", str(folder / "decks"), "--data", str(folder / "data"))
    run("review", *data, "--limit", "2", stdin="\n4\n\n1\n")
    result = run("stats", *data, *options)
    assert result.exit_code == 0, result.output
    return result.stdout


def of_log(folder: Path, *events: Event, options: tuple[str, ...] = ()) -> str:
    """The output for a deck of one card, "green/1", and this log."""
    fronts = facts_file("A.1", fact("green", front="'What is **green** tea & `matcha`?'"))
    write_exam(folder / "decks", {"facts/a.yaml": fronts})
    with Log.open(folder / "data", "tea-taster", NOW) as log:
        log.append(*events)
    result = run("stats", "--decks", str(folder / "decks"), "--data", str(folder / "data"), *options)
    assert result.exit_code == 0, result.output
    return result.stdout


def a_leech() -> list[Event]:
    """Forgotten eight times."""
    return [review(f"r{n}", "green/1", 1 if n else 3, AGO + n * DAY, interval=1) for n in range(9)]


def much(days: int) -> DeckStatistics:
    """A busy learner's statistics, with the largest numbers that are likely."""
    tally = Tally(1500, 1200)
    part = Part("A", 1480, 1480, 1.0, Tally(10_192, 8000))
    figures = Statistics(
        TODAY,
        tuple(range(100, 130)),
        tuple(DayOfStudy(StudyDay(TODAY - n), tally, tally, 100 + n) for n in reversed(range(days))),
        (part,),
        (part,),
        (1000,) * 9,
        (1000,) * 9,
        (1000,) * 10,
        ("green/1",),
    )
    return DeckStatistics(figures, EXAM, {"green/1": "What is it? " * 9})


def test_the_terminal_shows_every_section_in_80_columns(tmp_path: Path) -> None:
    output = stats(tmp_path, "--all")
    for title in (
        "Retention",
        "Due",
        "Reviews a day",
        "Minutes a day",
        "Retention by day",
        "Domains",
        "Tasks",
        "Leeches",
    ):
        assert f"\n{title}\n" in f"\n{output}"
    assert max(map(len, output.splitlines())) <= 80


def test_json_is_one_document(tmp_path: Path) -> None:
    document = json.loads(stats(tmp_path, "--json"))
    assert [day["answers"] for day in document["days"]] == [2]
    assert document["days"][0]["recall"] == 0.5
    assert sum(domain["seen"] for domain in document["domains"]) == 2


def test_the_page_loads_nothing(tmp_path: Path) -> None:
    stats(tmp_path, "--html", str(tmp_path / "stats.html"))
    page = (tmp_path / "stats.html").read_text(encoding="utf-8")
    assert "Cups &amp; saucers" in page
    assert "width=device-width" in page
    assert not any(word in page for word in ("://", "<script", "url(", "@import", "<link"))


@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_line_is_wider_than_the_terminal_and_no_phrase_is_broken(width: int) -> None:
    lines = [line.text for line in stats_words.lines(much(100), width)]
    assert max(map(len, lines)) <= width
    phrases = ("80% of 10,500 recalled", "10,500 answers", "721 min", "recall now >99%", "78% of 10,192 recalled")
    for phrase in phrases:
        assert any(phrase in line for line in lines)


def test_a_leech_is_shown_with_its_front(tmp_path: Path) -> None:
    assert "\nLeeches\ngreen/1  What is green tea & matcha?" in of_log(tmp_path, *a_leech())
    of_log(tmp_path, options=("--html", str(tmp_path / "stats.html")))
    assert "What is green tea &amp; matcha?" in (tmp_path / "stats.html").read_text(encoding="utf-8")


def test_cramming_counts_only_as_minutes(tmp_path: Path) -> None:
    cram = event("c", "cram", "green/1", AGO + DAY, rating=1, duration=600_000)
    undone = event("d", "cram", "green/1", AGO + 2 * DAY, rating=1, duration=600_000)
    undo = event("u", "undo", "d", AGO + 3 * DAY)
    first = review("r", "green/1", 3, AGO, duration=60_000)
    document = json.loads(of_log(tmp_path, first, cram, undone, undo, options=("--json",)))
    assert document["minutes"] == 11
    assert [(day["answers"], day["recall"], day["minutes"]) for day in document["days"]] == [(1, 1, 1), (0, None, 10)]


def test_a_log_with_only_cramming_has_no_answers_to_show(tmp_path: Path) -> None:
    output = of_log(
        tmp_path, event("c", "cram", "green/1", AGO + 29 * DAY, rating=1, duration=600_000), options=("--all",)
    )
    assert "0 answers, 10 min" in output
    assert "Retention by day\nno learned card was due yet" in output


def test_on_the_first_day_there_is_a_command_and_no_page_of_zeros(tmp_path: Path) -> None:
    """It was 124 lines of zeros."""
    output = of_log(tmp_path)
    assert output.startswith("No card was reviewed yet: clfcards review\n")
    assert len(output.splitlines()) <= 10
    assert "0%" not in output


@pytest.mark.parametrize("width", [60, 80])
def test_the_overview_fits_a_screen_and_says_where_the_rest_is(width: int) -> None:
    lines = [line.text for line in stats_words.overview(much(100), width)]
    assert len(lines) <= 24
    assert max(map(len, lines)) <= width
    assert lines[-1] == "More: clfcards stats --all"


def test_a_deck_that_grew_says_why(tmp_path: Path) -> None:
    found = much(10)
    grown = replace(found, figures=replace(found.figures, joined=81))
    texts = [line.text for line in stats_words.overview(grown, 80)]
    assert "1,480 cards, 81 of them from exam questions you missed" in texts


def test_a_beginners_bar_is_short(tmp_path: Path) -> None:
    part = Part("A", 148, 7, 0.94, Tally(0, 0))
    beginner = Statistics(TODAY, (0,) * 30, (), (part,), (), (0,) * 9, (0,) * 9, (0,) * 10, ())
    page = stats_page(DeckStatistics(beginner, EXAM, {}))
    assert [float(width) for width in re.findall(r'style="width:([0-9.]+)%"', page)] == [4.7, 4.4]
    assert "Of all cards, 5% are seen and 4% recalled now" in page
    assert re.sub(r"<[^>]*>", "", page).count("7 of 148 cards seen, recall now 94%") == 1


def charts(page: str) -> list[str]:
    return re.findall(r'<div class="columns.*?</div>\n</div>', page, re.DOTALL)


@pytest.mark.parametrize("days", [1, 3, 30, 100])
def test_every_chart_names_columns_and_shows_its_largest_number_on_every_page(days: int) -> None:
    page = stats_page(much(days))
    assert len(charts(page)) == 6
    for chart in charts(page):
        columns = re.findall(r"<div title.*?</div>", chart)
        for hidden in ("wide", "narrow"):  # a narrow page hides the texts of the wide one, and vice versa
            names = re.findall(rf'<small><span(?! hidden| class="{hidden}")[^>]*>([^<]+)', chart)
            numbers = re.findall(rf'<b(?! hidden| class="{hidden}")[^>]*>([0-9]+)', chart)
            assert 0 < len(names) <= len(columns)
            largest = max(int(number) for number in re.findall(r"<b[^>]*>([0-9]+)", chart))
            assert largest in map(int, numbers)


def test_recall_by_day_is_shown_as_a_share_of_the_whole() -> None:
    recall = charts(stats_page(much(3)))[2]
    assert re.findall(r"--part:([0-9.]+)", recall) == ["0.800"] * 3


def test_what_a_chart_shows_is_also_in_words() -> None:
    page = stats_page(much(3))
    pictures = re.findall(r'<[^>]*role="img"[^>]*>', page)
    assert len(pictures) == len(charts(page)) + 3  # the calendar, a domain, a task
    assert all(re.search(r'aria-label="[^"]+[0-9]', picture) for picture in pictures)
    assert "minutes a day: 2 Oct: 102, 3 Oct: 101, 4 Oct: 100" in page


def test_the_calendar_has_months_weekdays_and_a_legend() -> None:
    text = re.sub(r"<[^>]*>", " ", stats_page(much(100)))
    for word in ("Mon", "Sun", "Jun", "Jul", "Aug", "Sep", "1,500 answers a day"):
        assert f" {word} " in text


def test_json_survives_a_stream_that_is_not_utf_8(tmp_path: Path) -> None:
    """Names such as "≤ 1 day" were written in the stream's own encoding: not JSON, or a question mark."""
    expected = json.loads(stats(tmp_path, "--json"))
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "clfcards",
            "stats",
            "--json",
            "--decks",
            tmp_path / "decks",
            "--data",
            tmp_path / "data",
        ],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )
    assert done.stdout.isascii()
    assert json.loads(done.stdout) == expected
