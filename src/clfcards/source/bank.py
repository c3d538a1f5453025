"""Read facts and questions files into items."""

import datetime as dt
from typing import Any

from clfcards.model.bank import Fact, Gap, Import, Option, Origin, Question, difficulty_of
from clfcards.model.cloze import card_numbers, parse_cloze
from clfcards.source.bank_file import BankFile
from clfcards.source.item_fields import FACT, FACTS_HEAD, QUESTION, QUESTIONS_HEAD
from clfcards.source.nodes import Mapping, Scalar, Sequence, parse
from clfcards.source.record import Record
from clfcards.source.report import Report
from clfcards.source.unknown_keys import meant_keys, unknown_key


def read_bank_file(path: str, text: str) -> BankFile:
    """Read a facts file or a questions file; the key of its list says which one it is."""
    report = Report(path, text)
    root, faults = parse(text)
    report.faults(faults)
    if root is None:
        if not faults:
            report.file_error("the file is empty: it needs 'task' and 'facts' or 'questions'", "empty")
        return BankFile(path, "", hides_items=True, problems=tuple(report.problems))
    if type(root) is not Mapping:
        report.error(root, "expected 'task' and 'facts' or 'questions' at the top", "wrong-type")
        return BankFile(path, "", hides_items=True, problems=tuple(report.problems))

    head, kind, name = (
        (QUESTIONS_HEAD, QUESTION, "questions") if "questions" in root.entries else (FACTS_HEAD, FACT, "facts")
    )
    task = _read_head(head, root, report)
    _, listing = root.entries.get(name, (None, None))
    if type(listing) is not Sequence:
        if listing is not None:
            report.error(listing, f"expected a list of {name}: {kind.example}", "wrong-type")
        return BankFile(path, task, hides_items=True, problems=tuple(report.problems))

    if not listing.items:
        report.error(listing, f"the list of {name} is empty", "too-few")
    facts: list[Fact] = []
    questions: list[Question] = []
    broken: list[str] = []
    hides_items = False
    for index, node in enumerate(listing.items):
        values = kind.read(node, report)
        hides_items |= type(node) is Mapping and node.is_merged
        if values is None:
            id_ = _id_of(node)
            hides_items |= not id_
            broken.extend(id_)
            continue
        values.update(origin=Origin(path, index), task=task)
        values.setdefault("priority", 2)
        if "imported" in values:
            _stand_in(values)
        if kind is FACT:
            facts.append(_fact(values))
        else:
            questions.append(_question(values))
    return BankFile(
        path,
        task,
        tuple([fact for fact in facts if not fact.gaps]),
        tuple([question for question in questions if not question.gaps]),
        tuple(broken),
        hides_items,
        tuple(report.problems),
        tuple([fact for fact in facts if fact.gaps]),
        tuple([question for question in questions if question.gaps]),
    )


def _stand_in(values: dict[str, Any]) -> None:
    """Names the gaps of an imported item, and fills them so that the item can be made."""
    imported = values["imported"] = Import(**values["imported"])
    is_question = "stem" in values
    reasons = (
        (option.get("why") for name in ("correct", "distractors") for option in values[name])
        if is_question
        else (values.get("why"),)
    )
    lacks: dict[Gap, bool] = {
        "reasons": not all(reasons),
        "confirmed-task": imported.task_is_guess,
        "source": "source" not in values,
        "verified": "verified" not in values,
        "difficulty": is_question and not values.keys() & {"difficulty", "expected"},
    }
    values["gaps"] = tuple(gap for gap, is_there in lacks.items() if is_there)
    values.setdefault("source", "")
    values.setdefault("verified", dt.date.min)
    if is_question and lacks["difficulty"]:
        values["difficulty"] = "medium"
    if not is_question:
        values.setdefault("why", "")


def _read_head(head: Record, root: Mapping, report: Report) -> str:
    """The file's task. Of the other top-level keys, only the names are checked."""
    names = [field.name for field in head.fields]
    for name, (key, value) in root.entries.items():
        if name not in names:
            report.error(key, unknown_key(key, value, (*names, "questions")), "unknown-key")
    misspelled = meant_keys(root.entries, (*names, "questions"))
    for name in names:
        if name not in root.entries and name not in misspelled and not (name == "facts" and "questions" in misspelled):
            what = "no 'facts' or 'questions'" if name == "facts" else f"no '{name}' ({head.doc(name)})"
            report.error(root, f"the file has {what}", "missing-key")
    _, task = root.entries.get("task", (None, None))
    return (head.fields[0].kind.read(task, report) or "") if task is not None else ""


def _id_of(node: object) -> list[str]:
    """The id that an unreadable item gives, or nothing."""
    if isinstance(node, Mapping):
        _, value = node.entries.get("id", (None, None))
        if isinstance(value, Scalar):
            return [value.text]
    return []


def _fact(values: dict[str, Any]) -> Fact:
    if cloze := values.get("cloze"):
        values["cards"] = len(card_numbers(parse_cloze(cloze)))
    elif values.get("reverse"):
        values["cards"] = 2
    return Fact(**values)


def _question(values: dict[str, Any]) -> Question:
    values["correct"] = tuple(Option(**option) for option in values["correct"])
    values["distractors"] = tuple(Option(**option) for option in values["distractors"])
    if "difficulty" not in values:
        values["difficulty"] = difficulty_of(values["expected"])
    return Question(**values)
