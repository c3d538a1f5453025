"""`clfcards review` in plain mode."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from clfcards.decks.study import study_deck
from clfcards.errors import ClfcardsError
from clfcards.log.log import Log
from clfcards.memory.state import CardState
from clfcards.model.event import Event
from tests.command import run
from tests.log_events import DAY, NOON, NOW, event
from tests.log_events import review as reviewed
from tests.small_exam import GUIDE, cloze, fact, facts_file, full_exam, question, questions_file, write_exam

SMALL = {
    "facts/A.1-x.yaml": facts_file("A.1", fact("leaf", "Which leaf?", "green"), fact("bud", "Which bud?", "silver")),
    "facts/B.1-x.yaml": facts_file("B.1", cloze("water", "Tea wants {{hot}} water")),
    "questions/C.1-x.yaml": questions_file("C.1", question("serve", tests="[leaf]")),
}


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    """Two facts, a cloze and a question: a deck of four cards."""
    write_exam(tmp_path / "decks", SMALL, guide=_weights(50, 25, 25))
    return tmp_path


def _weights(a: int, b: int, c: int) -> str:
    return GUIDE.replace("weight: 50", f"weight: {a}").replace("weight: 30", f"weight: {b}").replace(
        "weight: 20", f"weight: {c}"
    )  # fmt: skip


def review(folder: Path, stdin: str, *options: str) -> str:
    result = run("review", "--decks", str(folder / "decks"), "--data", str(folder / "data"), *options, stdin=stdin)
    assert result.exit_code == 0, result.output
    return result.output


def events(folder: Path) -> list[tuple[str, str, int | None]]:
    with Log.open(folder / "data", "tea-taster", NOW) as log:
        return [(e.kind, e.subject, e.rating) for e in log.events()]


def test_a_fact_shows_its_front_then_its_back_then_takes_a_rating(tea: Path) -> None:
    output = review(tea, "\n3\n", "--kind", "fact", "--limit", "1")
    front, back = output.index("Which"), output.index("Because")
    assert front < back
    assert "3 good (10 min)" in output
    assert [event[::2] for event in events(tea)] == [("review", 3)]


def test_a_cloze_hides_its_blank(tea: Path) -> None:
    output = review(tea, "\n3\n", "--kind", "cloze")
    assert output.index("Tea wants […] water") < output.index("Tea wants hot water")


def test_a_question_is_answered_by_letter_and_shows_every_reason(tea: Path) -> None:
    shown = review(tea, "", "--kind", "question")
    right = next(line for line in shown.splitlines() if "cup serve 0" in line)[0]
    output = review(tea, f"{right}\n\n", "--kind", "question")
    assert "Right." in output
    assert output.count("It is no cup.") == 3
    assert "your choice" in output
    assert events(tea) == [("review", "serve/1", 3)]


def test_a_wrong_answer_suggests_again_and_pulls_the_fact_it_tests(tea: Path) -> None:
    shown = review(tea, "", "--kind", "question")
    wrong = next(line for line in shown.splitlines() if "jug serve 0" in line)[0]
    assert "Wrong." in review(tea, f"{wrong}\n\n", "--kind", "question", "--limit", "1")
    assert events(tea)[0] == ("review", "serve/1", 1)
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        assert log.state("leaf/1").is_pulled


def test_input_that_makes_no_sense_gets_a_message_and_changes_nothing(tea: Path) -> None:
    output = review(tea, "\n7\nperhaps\nq\n", "--kind", "fact")
    assert output.count("a rating is 1, 2, 3 or 4") == 2
    assert events(tea) == []


def test_a_question_says_how_many_letters_it_takes(tea: Path) -> None:
    output = review(tea, "z\na,b\n?\nquit\n", "--kind", "question")
    assert "'z' is not a valid answer: the letters are a, b, c, d" in output
    assert "this question takes one letter" in output
    assert "bury (B): bury the card: put it off" in output
    assert events(tea) == []


def test_the_end_of_input_ends_the_session_with_what_was_saved(tea: Path) -> None:
    output = review(tea, "\n3\n")
    assert "1 answer on 1 card (1 new)" in output
    assert len(events(tea)) == 1


def test_undo_goes_back_even_to_an_earlier_session(tea: Path) -> None:
    review(tea, "\n1\nq\n", "--kind", "fact")
    output = review(tea, "u\nq\n", "--kind", "fact")
    assert "undone: review of" in output
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        assert {state.reviews for state in log.states().values()} == {0}
    assert "there is nothing to undo" in review(tea, "u\nq\n")


def test_a_learned_card_that_no_longer_fits_the_deck_is_still_asked(tea: Path) -> None:
    """A changed quota left it in the reserve, and its reviews were wasted."""
    write_exam(tea / "decks", SMALL, guide=_weights(21, 39, 40))
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        log.append(*(reviewed(f"r{n}", f"{note}/1", 4, NOON, 1) for n, note in enumerate(("leaf", "bud"))))
    output = review(tea, "\n3\n\n3\nq\n", "--kind", "fact")
    assert "Which leaf?" in output
    assert "Which bud?" in output


def test_a_card_that_does_not_fit_the_deck_is_not_introduced(tea: Path) -> None:
    write_exam(tea / "decks", SMALL, guide=_weights(21, 39, 40))
    output = review(tea, "\n4\n\n4\nq\n", "--kind", "fact")
    assert ("Which leaf?" in output) + ("Which bud?" in output) == 1


def test_suspend_bury_flag_and_info(tea: Path) -> None:
    output = review(tea, "F 2\ni\nS\nbury\nq\n", "--kind", "fact")
    assert "not reviewed yet" in output
    assert [kind for kind, _, _ in events(tea)] == ["flag", "suspend", "bury"]
    assert "Nothing was reviewed." in review(tea, "", "--kind", "fact")


@pytest.mark.parametrize("letter", ["s", "b", "f", "e"])
def test_a_former_letter_changes_nothing_and_names_the_new_one(tea: Path, letter: str) -> None:
    output = review(tea, f"{letter}\n\n{letter}\nq\n", "--kind", "fact")
    assert output.count(f"now: press shift and {letter}") == 2
    assert events(tea) == []


def test_a_changed_answer_is_shown_once(tea: Path) -> None:
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        log.append(reviewed("r1", "leaf/1", 4, NOON, 8, payload={"answer": "white"}))
    changed = "This answer has changed. It was: white"
    assert changed in review(tea, "\n1\nq\n", "--new", "0")
    assert changed not in review(tea, "\n1\nq\n", "--new", "0")


def test_a_clock_behind_the_log_is_reported_and_loses_nothing(tea: Path) -> None:
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        log.append(reviewed("r1", "leaf/1", 4, NOON + 100 * 365 * DAY, 8))
    output = review(tea, "\n3\n", "--cram", "--limit", "1")
    assert "behind your last review: nothing is lost" in output


def test_cram_saves_no_schedule(tea: Path) -> None:
    review(tea, "\n3\n" * 2, "--kind", "fact", "--cram")
    assert {kind for kind, _, _ in events(tea)} == {"cram"}
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        assert log.states() == {}


def test_json_writes_one_document(tea: Path) -> None:
    result = run(
        "review", "--json", "--decks", str(tea / "decks"), "--data", str(tea / "data"), stdin="\n3\nq\n"
    )  # fmt: skip
    document = json.loads(result.stdout)
    assert document["answers"] == 1
    assert document["cards"] == 1


def test_settings_are_kept(tea: Path) -> None:
    review(tea, "", "--set", "new_per_day=1")
    assert "left: 1 new" in review(tea, "q\n")


def test_a_setting_is_kept_even_if_the_clock_is_behind_the_last_one(tea: Path) -> None:
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        log.append(event("s", "set", "new_per_day", NOON + 4000 * DAY, payload={"value": 7}))
    review(tea, "", "--set", "new_per_day=2", "--set", "new_per_day=0", "--set", "new_per_day=1")
    with Log.open(tea / "data", "tea-taster", NOW) as log:
        assert log.settings() == {"new_per_day": 1}


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--domain", "Z", "--domain 'Z' is not known: choose one of A, B, C"),
        ("--tag", "nonsense", "--tag 'nonsense' is not known"),
        ("--tag", "kind::fact:", "did you mean 'kind::fact'?"),
        ("--service", "ket", "--service 'ket' is not known, did you mean 'tea-kettle'?"),
        ("--minutes", "nan", "--minutes takes a number, not 'nan'"),
        ("--kind", "facts", "did you mean 'fact'?"),
        ("--set", "new_per_day=-1", "new_per_day must be a number from 0 to 9999"),
        ("--set", "desired_retention=1.5", "desired retention must be from 0.70 to 0.99, not 1.5"),
        ("--set", "speed=3", "unknown setting 'speed'"),
        ("--set", "order", "--set takes NAME=VALUE"),
    ],
)
def test_wrong_usage_is_reported_in_a_sentence(tea: Path, option: str, value: str, message: str) -> None:
    result = run("review", "--decks", str(tea / "decks"), "--data", str(tea / "data"), option, value)
    assert result.exit_code == 2
    assert message in result.output


def test_a_domain_and_a_task_outside_it_exclude_each_other(tea: Path) -> None:
    """'nothing is due' was printed, as if everything were learned."""
    where = ("review", "--decks", str(tea / "decks"), "--data", str(tea / "data"))
    result = run(*where, "--domain", "A", "--task", "B.1", "--task", "C.1")
    assert result.exit_code == 2
    assert "--domain A and --task B.1, C.1 exclude each other: task B.1 is in domain B" in result.output
    assert "Which" in review(tea, "", "--domain", "A", "--task", "A.1", "--task", "B.1")
    nothing = review(tea, "", "--domain", "A", "--task", "A.2")  # the task has no card, but its domain is A
    assert nothing.endswith("Nothing was reviewed.\nNext: clfcards review (4 new cards, about 2 minutes)\n")


def test_a_tag_is_known_by_any_run_of_its_parts(tea: Path) -> None:
    deck = study_deck(tea / "decks" / "tea-101")
    tag = max((tag for card in deck.cards.values() for tag in card.tags), key=lambda tag: tag.count("::"))
    for part in (tag, *tag.split("::"), tag.partition("::")[2], tag.rpartition("::")[0]):
        assert "left: " in review(tea, "", "--tag", part), part


def held_log(tea: Path, monkeypatch: pytest.MonkeyPatch, refusals: int) -> None:
    """Makes the log refuse that many times, as it does while another program holds it."""
    append, left = Log.append, iter(range(refusals))

    def refusing(self: Log, *events: Event) -> Mapping[str, CardState]:
        if next(left, None) is not None:
            raise ClfcardsError("another program has locked the log")
        return append(self, *events)

    review(tea, "")
    monkeypatch.setattr(Log, "append", refusing)


@pytest.mark.parametrize(
    ("first", "again", "kind"),
    [("\n3\n", "3\n", "review"), ("S\n", "S\n", "suspend"), ("B\n", "B\n", "bury"), ("F 2\n", "F 2\n", "flag"),
     ("S\n", "\n3\n", "review")],
)  # fmt: skip
def test_a_log_that_refuses_keeps_the_card_for_another_try(
    tea: Path, monkeypatch: pytest.MonkeyPatch, first: str, again: str, kind: str
) -> None:
    held_log(tea, monkeypatch, 1)
    output = review(tea, first + again + "q\n", "--kind", "fact")
    assert output.count("another program has locked the log") == 1
    assert [event[0] for event in events(tea)] == [kind]


@pytest.mark.parametrize("lines", ["\n3\n", "S\n", "B\n", "F\n", "\n3\n3\n", "\n3\ni\n", "\n3\nq\n"])
def test_a_refusal_that_lasts_to_the_end_is_a_failure(tea: Path, monkeypatch: pytest.MonkeyPatch, lines: str) -> None:
    held_log(tea, monkeypatch, 99)
    where = ("--decks", str(tea / "decks"), "--data", str(tea / "data"))
    result = run("review", *where, "--kind", "fact", stdin=lines)
    assert result.exit_code == 1
    assert result.stderr == "clfcards: another program has locked the log\n"
    assert not any(word in result.stdout for word in ("suspended", "buried", "flag 1", "saved"))


def test_ctrl_c_after_a_refusal_does_not_say_that_all_is_saved(tea: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held_log(tea, monkeypatch, 99)
    lines = iter(["", "3"])

    def read(_: str, __: float | None) -> str:
        line = next(lines, None)
        if line is None:
            raise KeyboardInterrupt
        return line

    monkeypatch.setattr("clfcards.cli.console.line_reader", lambda _: read)
    result = run("review", "--decks", str(tea / "decks"), "--data", str(tea / "data"), "--kind", "fact")
    assert result.exit_code == 130
    assert "stopped; the last action failed: another program has locked the log" in result.output
    assert "every answer so far is saved" not in result.output


def test_an_undo_that_is_refused_can_be_tried_again(tea: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    review(tea, "\n3\n", "--kind", "fact")
    held_log(tea, monkeypatch, 1)
    output = review(tea, "u\nu\n", "--kind", "fact")
    assert output.index("another program has locked") < output.index("undone: review of")


def test_an_editor_that_fails_ends_nothing(tea: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*_: object) -> str:
        raise ClfcardsError("cannot read 'x.yaml'")

    monkeypatch.setattr("clfcards.use_cases.edit_note.edit_note", refusing)
    assert "cannot read 'x.yaml'" in review(tea, "E\n\n3\n", "--kind", "fact")
    where = ("--decks", str(tea / "decks"), "--data", str(tea / "data"))
    assert run("review", *where, "--kind", "fact", stdin="E\n").exit_code == 1


def test_a_data_folder_that_cannot_be_made(tea: Path) -> None:
    (tea / "file").write_text("")
    result = run("review", "--decks", str(tea / "decks"), "--data", str(tea / "file" / "data"))
    assert result.exit_code == 1
    assert "choose another folder; use --data" in result.output


def test_new_cards_stop_at_the_days_limit(tmp_path: Path) -> None:
    full_exam(tmp_path / "decks")
    review(tmp_path, "\n4\n" * 30)
    assert len(events(tmp_path)) == 20
    assert "Nothing was reviewed.\nNext: clfcards review --new 1 (today's cards are done; 1 card" in review(
        tmp_path, ""
    )


def test_a_second_start_reads_no_yaml_and_composes_nothing(tea: Path) -> None:
    """The first start caches what a session needs. Reading it again would take half of the time of a start."""
    review(tea, "")
    code = (
        "import sys, clfcards.cli as cli\n"
        f"sys.argv = ['clfcards', 'review', '--decks', {str(tea / 'decks')!r}, '--data', {str(tea / 'data')!r}]\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, input="", check=True)
    loaded = set(result.stderr.splitlines())
    assert "Which" in result.stdout
    assert not loaded & {
        "yaml",
        "textual",
        "genanki",
        "clfcards.rules",
        "clfcards.source.kind",
        "clfcards.model.guide",
    }
