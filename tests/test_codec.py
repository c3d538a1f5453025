"""Every dataclass is unchanged, in all of its fields, after it is written to JSON and read back.

The classes are found by walking the package, so a new class or field is tested without being listed here.
Strategies are made from the type hints.
"""

import collections.abc
import datetime as dt
import enum
import importlib
import pkgutil
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import clfcards
from clfcards import codec
from clfcards.exam.exam_plan import ExamPlan, OneDay, Promise
from clfcards.exam.real_result import Forecast, RealResult
from clfcards.exam.verdict import Verdict
from clfcards.forecast.card import PlannedCard
from clfcards.forecast.habits import Costs, Habits
from clfcards.forecast.situation import Situation
from clfcards.model.pass_rule import PercentPass, RawPass, ScaledPass

# The classes that are never written, by reason. Any class not listed here must be readable from its JSON.
NEVER_WRITTEN = {
    "it has paths on this machine, or bytes": """
        anki.pictures.Picture cli.begun_exams.Exams cli.console_exam.ConsoleExam cli.options.GlobalOptions
        decks.contents.Contents
        decks.edits.FileEdit decks.folders.DecksFolder decks.journal.LastTransition decks.load.Loaded
        decks.study.StudyDeck pages.preview.PreviewSources pages.serve.Answer
        log.chain.ChainEnd log.copies.Backup log.copies.CopyEnd log.doctor.Diagnosis log.doctor.Examined
        log.guard.Claims log.pages.Cell log.pages.Pages log.restore.FoundCopy log.restore.Restorable
        log.retention.DatedCopy log.snapshot.Snapshot log.write_ahead.Frame use_cases.open_log.OpenedToRead
        system.editor.NoEditor use_cases.build_request.BuildRequest use_cases.build_outcome.Built
        use_cases.build_outcome.BuiltPackage
        use_cases.bank_import.BankImport use_cases.anki_export.AnkiExport
        use_cases.build_outcome.LedgerAhead use_cases.buildable_exam.BuildableExam use_cases.lost_ledger.LostNotes
        use_cases.build_outcome.LedgerWouldChange use_cases.publication.Publication use_cases.edit_note.ReadOnly
        use_cases.edit_note.SourceGone use_cases.guide_transition.Transition use_cases.new_item.NewItem
        use_cases.learn.Learner use_cases.practice.Practice use_cases.retire.Retirement""",
    "it has facts and questions in one list, which cannot be distinguished in JSON": """
        anki.publish.Edition model.deck.Deck transition.impact.Impact transition.route.Route
        use_cases.guide_diff.GuideComparison use_cases.look_up.CardView use_cases.look_up.Found
        use_cases.look_up.ItemView use_cases.look_up.Related use_cases.mistakes.WrongItem
        use_cases.mistakes.WrongItems""",
    "it is part of a queue, or of a page that is computed each time, and is never kept": """
        memory.day_order.Arrangement memory.day_order.Sources memory.queue._Due memory.queue._Gathered
        memory.queue._New use_cases.next_action.Left use_cases.next_action.NextAction
        use_cases.study_time.RecentStudy use_cases.today.ExamToday
        use_cases.today.Today decks.derived_file.Sources decks.study._Read use_cases.pulled.Pulled
        use_cases.readiness_now.Examined""",
    "it is written as rows with numbers instead": """
        exam.fitted_table.FittedTable use_cases.calibrate.Calibration""",
    "it has one of several classes, which cannot be distinguished in JSON": """
        exam.readiness.Readiness exchange.new_exam.NewExam
        transition.item_edits.EditedFile transition.plan.Plan transition.todo.ToDo""",
    "it has arrays of numpy": """
        forecast.course.CardsNow forecast.course.Course forecast.deck.Deck forecast.dual.Cards forecast.dual.Dual
        forecast.grid.Weighted forecast.history._Alike forecast.history.History forecast.history.Replayed
        forecast.index.Index forecast.layout.Layout forecast.memories.Memories forecast.moves.Moves
        forecast.simulation.Outcome forecast.simulation.Truth forecast.unsure.Posterior forecast.worth.Terms
        forecast.worth.Worth""",
    "it has functions, or objects of another library": """
        decks.confusion_links.DeckLinks decks.study_index.StudyIndex
        anki.note_types.NoteType anki.release.Release anki.release.ReleasedNote memory.session.Session
        anki.push_plan.NotePush anki.push_plan.OurNote anki.push_plan.OurNotes anki.push_plan.PushPlan
        use_cases.anki_push.PreparedPush
        memory.trainer.Trial model.event_kind.EventKind screens.review.reading.ReadingPage use_cases.own_notes.OwnNotes
        render.note_kinds.NoteFamily render.note_kinds.NoteKind render.notes.RenderedNote rules.rule.Rule
        source.record.Constraint source.record.Field
        source.collection_kinds.ListOf source.collection_kinds.MapOf""",
    "it has one of several classes; it is written as rows, lines and documents with numbers instead": """
        memory.known_cards.KnownCards memory.queue.CardWithState memory.replay.Answer memory.schedule.Outcome
        memory.state.CardState memory.summary.Summary model.event.Event screens.review.marks.Marks
        use_cases.review.CardInfo
        memory.asked_again.AskedAgain""",
    "it is a plan on one morning, with the log or the deck that it is made from": """
        memory.day_order.PlannedCards use_cases.days_cards.DaysCards use_cases.plan.change.Learner
        use_cases.plan.plan_day.PlanDay use_cases.plan.plans_in_log.PlanOver""",
    "it is what was found in a damaged file, and is never kept": """
        log.confirmation.Confirmation log.remains.Remains log.rescue.Rescue""",
    "it counts while a file is read, and is written as another document": """
        use_cases.anki_import.AnkiReviews""",
    "it has nodes of a YAML text": """
        source.edit.FieldEdit source.edit.Replacement source.nodes.Mapping source.nodes.Sequence""",
}
LEFT_OUT = {name: reason for reason, names in NEVER_WRITTEN.items() for name in names.split()}
_TIMES = st.datetimes(dt.datetime(1970, 1, 2), dt.datetime(2199, 12, 30), timezones=st.just(dt.UTC))
_NUMBERS = st.integers(-(2**53), 2**53)
# Fields whose class rejects some values that their type allows.
IN_RANGE: dict[str, st.SearchStrategy[Any]] = {
    "desired_retention": st.floats(0.70, 0.99),
    "learning_steps": st.lists(st.integers(1, 86_399), max_size=3).map(tuple),
    "relearning_steps": st.lists(st.integers(1, 86_399), max_size=3).map(tuple),
    "maximum_interval": st.integers(1, 36_500),
}
ATOMS: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=5),
    int: _NUMBERS,
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    type(None): st.none(),
    dt.date: st.dates(),
    dt.datetime: _TIMES,
    ScaledPass: st.tuples(st.integers(0, 9), st.integers(11, 20)).map(lambda ends: ScaledPass(*ends, 10)),
    RawPass: st.integers(1, 1000).map(RawPass),
    PercentPass: st.integers(1, 100).map(PercentPass),
    Forecast: st.builds(
        Forecast, st.sampled_from(typing.get_args(Verdict)), *[st.floats(0, 1)] * 3, attempts=st.integers(0, 1000)
    ),
    RealResult: st.builds(
        RealResult,
        passed=st.booleans(),
        day=st.dates(),
        value=st.none() | st.integers(0, 1000),
        forecast=st.deferred(lambda: st.none() | ATOMS[Forecast]),
    ),
    ExamPlan: st.builds(
        ExamPlan,
        exam_date=st.dates(),
        weekdays=st.tuples(*[st.integers(0, 1440)] * 7),
        dates=st.lists(st.dates(), max_size=3, unique=True).map(lambda dates: tuple(OneDay(date, 0) for date in dates)),
        exams=st.lists(st.dates(), max_size=3, unique=True).map(lambda dates: tuple(sorted(dates))),
        exam_minutes=st.integers(0, 1440),
        exams_chosen=st.none() | st.integers(0, 50),
    ),
    Promise: st.builds(Promise, st.text(max_size=5), st.dates(), *[st.floats(0, 1)] * 4, minutes=st.floats(0, 200_000)),
    Habits: st.builds(Habits, costs=st.builds(Costs, *[st.floats(1, 600)] * 3)),
    Situation: st.builds(
        Situation, _NUMBERS, st.lists(st.floats(0, 86_400), max_size=3).map(tuple), st.just((PlannedCard("a", 1.0),))
    ),
    object: st.one_of(st.text(max_size=5), _NUMBERS, st.booleans(), st.none()),
    Any: st.one_of(st.text(max_size=5), _NUMBERS, st.booleans(), st.none()),
}


@dataclass(frozen=True, slots=True)
class Sample:
    order: Mapping[str, int]
    words: frozenset[str]
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Unwritable:
    place: Path


def written_classes() -> Iterator[type]:
    """Every dataclass and named tuple in the program."""
    for info in pkgutil.walk_packages(clfcards.__path__, "clfcards."):
        if not info.name.endswith("__main__"):
            module = importlib.import_module(info.name)
            yield from (value for value in vars(module).values() if is_record(value) and value.__module__ == info.name)


def is_record(type_: Any) -> bool:
    is_named_tuple = isinstance(type_, type) and issubclass(type_, tuple) and hasattr(type_, "_fields")
    return is_named_tuple or (isinstance(type_, type) and is_dataclass(type_))


@cache  # made once, a strategy is checked once, however many classes have such a field
def values_of(type_: Any) -> st.SearchStrategy[Any]:
    """Values of a type, made from its type hints alone. Raises TypeError for a type that JSON cannot represent."""
    if type_ in ATOMS:
        return ATOMS[type_]
    if isinstance(type_, typing.NewType):
        return values_of(type_.__supertype__)
    origin, arguments = typing.get_origin(type_), typing.get_args(type_)
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if origin in (typing.Union, types.UnionType):
        return st.one_of(*(values_of(argument) for argument in arguments))
    if origin is tuple and arguments[-1:] != (...,):
        return st.tuples(*(values_of(argument) for argument in arguments))
    if origin in (tuple, list, collections.abc.Sequence, collections.abc.Collection):
        lists = st.lists(values_of(arguments[0]), max_size=3)
        return lists.map(tuple) if origin is tuple else lists
    if origin in (set, frozenset):
        return st.frozensets(values_of(arguments[0]), max_size=3).map(origin)
    if origin in (dict, collections.abc.Mapping):
        return st.dictionaries(values_of(arguments[0]), values_of(arguments[1]), max_size=3)
    if isinstance(type_, type) and issubclass(type_, enum.Enum):
        return st.sampled_from(type_)
    if is_record(type_):
        hints = typing.get_type_hints(type_)
        names = [field.name for field in fields(type_)] if is_dataclass(type_) else type_._fields
        values = {name: IN_RANGE[name] if name in IN_RANGE else values_of(hints[name]) for name in names}
        return st.fixed_dictionaries(values).map(lambda given: type_(**given))
    raise TypeError(f"{type_} cannot be represented in JSON")


def can_be_written(type_: type) -> bool:
    try:
        values_of(type_)
        codec.decode("{}", type_)
    except (TypeError, NameError):
        return False
    except ValueError:
        return True  # its required fields are missing here
    return True


def name_of(class_: type) -> str:
    return f"{class_.__module__.removeprefix('clfcards.')}.{class_.__qualname__}"


CLASSES = {name_of(class_): class_ for class_ in written_classes()}


@pytest.mark.parametrize("name", sorted(CLASSES.keys() - LEFT_OUT.keys()))
@given(data=st.data())
@settings(max_examples=6)
def test_a_value_is_unchanged_after_writing_and_reading(name: str, data: st.DataObject) -> None:
    type_: Any = CLASSES[name]
    value = data.draw(values_of(type_))
    assert codec.from_json(codec.to_json(value), type_) == value
    written = codec.encode(value)
    again = codec.decode(written, type_)
    assert again == value
    assert codec.encode(again) == written  # mappings in the same order


@pytest.mark.parametrize("name", LEFT_OUT)
def test_a_listed_class_cannot_be_written(name: str) -> None:
    """A class that can be written must not be in the list."""
    assert not can_be_written(CLASSES[name])


def test_mappings_keep_their_order_and_sets_are_sorted() -> None:
    value = Sample({"b": 1, "a": 2}, frozenset({"z", "x", "y"}), dt.date(2026, 1, 2))
    assert codec.dumps(value) == '{"order": {"b": 1, "a": 2}, "words": ["x", "y", "z"], "day": "2026-01-02"}'
    assert codec.encode(value) == b'{"order":{"b":1,"a":2},"words":["x","y","z"],"day":"2026-01-02"}'


def test_a_field_of_a_later_version_is_ignored_and_a_missing_one_gets_its_default() -> None:
    assert codec.decode('{"order": {}, "words": [], "later": 1}', Sample) == Sample({}, frozenset())


@pytest.mark.parametrize("text", ["", "{", "[]", '{"order": {}}', '{"order": {"a": "b"}, "words": []}'])
def test_json_that_does_not_fit_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        codec.decode(text, Sample)


def test_a_field_that_json_cannot_represent_is_detected() -> None:
    with pytest.raises(TypeError, match="cannot be represented in JSON"):
        values_of(Unwritable)
