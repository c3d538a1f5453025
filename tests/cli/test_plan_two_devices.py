"""A plan on two devices: once their logs are merged, both have the same one on the next morning."""

import datetime as dt
import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.command import run
from tests.fixed_clock import Clock
from tests.small_exam import full_exam

START = dt.datetime(2026, 3, 2, 18, tzinfo=dt.UTC)
Device = Callable[..., str]


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clock:
    full_exam(tmp_path / "decks", cards_per_task=12)
    clock = Clock(START, step=dt.timedelta(seconds=2))
    clock.install(monkeypatch, "cli", "system")
    monkeypatch.chdir(tmp_path)
    return clock


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Device:
    """Runs a command on a device, which has a log and a cache of its own."""

    def run_on(device: str, *arguments: str, stdin: str = "") -> str:
        monkeypatch.setenv("CLFCARDS_DATA", device)
        result = run(*arguments, stdin=stdin)
        assert result.exit_code == 0, result.output
        return result.stdout

    return run_on


def merge(on: Device, *devices: str) -> None:
    """Brings the log of each device to the next one."""
    for source, target in pairwise(devices):
        Path("log.jsonl").unlink(missing_ok=True)
        on(source, "history", "export", "log.jsonl")
        on(target, "history", "import", "log.jsonl")


def shown(on: Device, device: str) -> list[Any]:
    """Everything that the plan shows on a device: in Today, in `plan`, and on its page."""
    today = json.loads(on(device, "today", "--json"))
    asked = on(device, "review", "--limit", "1")
    return [
        today, asked, json.loads(on(device, "plan", "--json", "--html", "plan.html")), Path("plan.html").read_bytes()
    ]  # fmt: skip


def answers(*ratings: int) -> str:
    return "".join(f"\n{rating}\n" for rating in ratings)


def test_the_next_morning_is_the_same_on_both_devices(clock: Clock, on: Device) -> None:
    on("a", "plan", "--exam-date", "2026-03-14", "--minutes", "3")
    on("a", "review", stdin=answers(3, 1, 3, 4, 3, 3))
    clock.now = START + dt.timedelta(days=1)
    on("a", "review", stdin=answers(3, 3, 1, 3, 4, 4))
    merge(on, "a", "b")
    clock.now = START + dt.timedelta(days=2)
    on("a", "review", stdin=answers(1, 3))
    on("b", "review", stdin=answers(3, 3, 4, 1))
    on("b", "plan", "--minutes", "4")
    on("b", "review", stdin=answers(4, 3))
    merge(on, "a", "b", "a")
    for days in (3, 5):  # on the second morning, both go on from what the first one promised
        mornings = []
        for device in "ab":
            clock.now = START + dt.timedelta(days=days)
            mornings.append(shown(on, device))
        merge(on, "a", "b", "a")
        assert mornings[0] == mornings[1]
        clock.now = START + dt.timedelta(days=days, hours=1)
        on("a", "review", stdin=answers(3, 1, 3))
        merge(on, "a", "b")


def test_what_another_device_did_counts_as_soon_as_it_is_merged(clock: Clock, on: Device) -> None:
    on("a", "plan", "--exam-date", "2026-03-24", "--minutes", "3")
    on("a", "review", stdin=answers(3, 1, 3))
    merge(on, "a", "b")
    on("a", "review", stdin=answers(3, 4, 3, 3))
    clock.now = START + dt.timedelta(days=1)
    before = plan_in_today(on, "b")
    on("b", "plan")
    merge(on, "a", "b")
    clock.now = START + dt.timedelta(days=1)
    a, b = plan_in_today(on, "a"), plan_in_today(on, "b")
    assert a == b
    assert before["minutes_ahead"] < b["minutes_ahead"]
    assert json.loads(on("b", "plan", "--json"))["minutes_ahead"] == b["minutes_ahead"]


def plan_in_today(on: Device, device: str) -> dict[str, Any]:
    plan: dict[str, Any] = json.loads(on(device, "today", "--json"))["exams"][0]["plan"]
    return plan


def test_a_plan_is_the_same_without_its_cache(clock: Clock, on: Device) -> None:
    on("a", "plan", "--exam-date", "2026-03-14", "--minutes", "3")
    on("a", "review", stdin=answers(3, 1, 3, 4, 3, 3))
    clock.now = START + dt.timedelta(days=1)
    before = json.loads(on("a", "today", "--json")), json.loads(on("a", "plan", "--json"))
    for path in Path("a/cache/tea-101").glob("exam-plan*"):
        path.unlink()
    clock.now = START + dt.timedelta(days=1)
    assert (json.loads(on("a", "today", "--json")), json.loads(on("a", "plan", "--json"))) == before


@pytest.mark.parametrize("policy", [None, 5, {}, {"kind": "prices", "first_day": 20514, "prices": [1e300]}])
def test_a_policy_that_cannot_be_used_is_made_again(clock: Clock, on: Device, policy: object) -> None:
    on("a", "plan", "--exam-date", "2026-03-14", "--minutes", "3")
    on("a", "history", "export", "log.jsonl")
    lines = [json.loads(line) for line in Path("log.jsonl").read_text(encoding="utf-8").splitlines()]
    for event in lines:
        if event.get("kind") == "exam-plan-promise":
            assert event["payload"]["policy"]["prices"]
            event["payload"]["policy"] = policy
    Path("log.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    on("b", "history", "import", "log.jsonl")
    plan = json.loads(on("b", "plan", "--json"))
    assert plan["expected_recall"] == pytest.approx(json.loads(on("a", "plan", "--json"))["expected_recall"], abs=0.05)
