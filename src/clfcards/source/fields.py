"""The table of fields: what an author can write, in every kind of file.

The checker, the JSON Schema for editors and the model's constructors all follow this table.
"""

from clfcards.source.kinds import (
    Choice,
    Cloze,
    Code,
    Constraint,
    Date,
    Decimal,
    Field,
    Flag,
    Id,
    Language,
    ListOf,
    MapOf,
    Proportion,
    Record,
    Text,
    Url,
    WholeNumber,
)
from clfcards.source.nodes import Mapping, Scalar, Sequence
from clfcards.source.report import Report

# ---- items ----------------------------------------------------------------------------------------


def _one_face(node: Mapping, report: Report) -> None:
    """A fact has a front and a back, or a cloze."""
    faces = node.entries.keys() & {"front", "back"}
    if "cloze" in node.entries:
        for name in sorted(faces | (node.entries.keys() & {"reverse"})):
            report.error(node.entries[name][0], f"a cloze fact has no '{name}'", "two-faces")
    elif faces != {"front", "back"}:
        missing = "'front' and 'back', or 'cloze'" if not faces else f"'{({'front', 'back'} - faces).pop()}'"
        report.error(node, f"the fact has no {missing}", "missing-key")


def _option_counts(node: Mapping, report: Report) -> None:
    """One right of four, or several right of five or more. Source: CLF-C02 exam guide, "Response types"."""
    correct, distractors = (node.entries.get(name, (None, None))[1] for name in ("correct", "distractors"))
    if type(correct) is not Sequence or type(distractors) is not Sequence:
        return
    right, wrong = len(correct.items), len(distractors.items)
    if right == 1 and wrong != 3:
        key = node.entries["distractors"][0]
        report.error(key, f"a question with one right option needs 3 distractors, it has {wrong}", "option-count")
    elif right > 1 and right + wrong < 5:
        key = node.entries["distractors"][0]
        message = f"a question with {right} right options needs 5 or more in all, it has {right + wrong}"
        report.error(key, message, "option-count")


def _some_difficulty(node: Mapping, report: Report) -> None:
    """A question says how hard it is: by judges' estimate, by class, or both."""
    if not node.entries.keys() & {"difficulty", "expected"}:
        report.error(node, "the question has no 'difficulty' and no 'expected': give one of them", "missing-key")


_SOME_DIFFICULTY = Constraint(_some_difficulty, {"anyOf": [{"required": ["difficulty"]}, {"required": ["expected"]}]})
_ONE_FACE = Constraint(
    _one_face,
    {
        "oneOf": [
            {"required": ["front", "back"], "properties": {"cloze": False}},
            {"required": ["cloze"], "properties": {"front": False, "back": False, "reverse": False}},
        ]
    },
)
_OPTION_COUNTS = Constraint(
    _option_counts,
    {
        "anyOf": [
            {"properties": {"correct": {"maxItems": 1}, "distractors": {"minItems": 3, "maxItems": 3}}},
            *(
                {"properties": {"correct": {"minItems": right}, "distractors": {"minItems": 5 - right}}}
                for right in (2, 3, 4)
            ),
        ]
    },
)

_ITEM_HEAD = (Field("id", Id(), "The item's identity for ever; histories hang on it.", required=True),)
_ITEM_TAIL = (
    Field("topics", ListOf(Id()), "Topics of the task, by their ids in guide.yaml."),
    Field("services", ListOf(Id()), "Services it is about, by their ids in guide.yaml."),
    Field("source", Url(), "The page that states it.", required=True),
    Field("verified", Date(), "The day the source was last read.", required=True),
    Field("priority", WholeNumber(1, 3), "1 core, 2 useful (the default), 3 detail."),
    Field("waive", MapOf(Id(), Text()), "Rules that do not hold for this item, each with the reason."),
)

FACT = Record(
    "fact",
    (
        *_ITEM_HEAD,
        Field("front", Text(), "What is asked; it stands alone."),
        Field("back", Text(), "The answer, in a few words."),
        Field("cloze", Cloze(), "A sentence with {{blanks}}, {{1:numbered}} ones, or {{of|with a hint}}."),
        Field("reverse", Flag(), "true makes a second card, back to front."),
        Field("why", Text(), "Why it is so, in a sentence or two.", required=True),
        *_ITEM_TAIL,
    ),
    (_ONE_FACE,),
)

_WHY = Field("why", Text(), "Why this option is right, or wrong, here.", required=True)
_OPTION_TEXT = Field("text", Text(), "The option as the candidate reads it.", required=True)
CORRECT = Record("right option", (_OPTION_TEXT, _WHY))
DISTRACTOR = Record("distractor", (_OPTION_TEXT, _WHY, Field("fact", Id(), "The id of the fact that refutes it.")))

QUESTION = Record(
    "question",
    (
        *_ITEM_HEAD,
        Field("pool", Choice(("study", "exam")), "study: a flashcard; exam: practice exams only.", required=True),
        Field("difficulty", Choice(("easy", "medium", "hard")), "How hard it is, where `expected` is not known."),
        Field("expected", Proportion(), "The part of just-passing candidates who would get it right, as judges say."),
        Field("stem", Text(), "The situation, then one question.", required=True),
        Field("correct", ListOf(CORRECT), "The key: one right option, or several.", required=True),
        Field("distractors", ListOf(DISTRACTOR), "The wrong options.", required=True),
        Field("tests", ListOf(Id()), "Ids of the facts that answer it."),
        Field(
            "enemies", ListOf(Id()), "Ids of questions that do not belong in one exam with it; named on one side only."
        ),
        *_ITEM_TAIL,
    ),
    (_OPTION_COUNTS, _SOME_DIFFICULTY),
)


def text_paths(record: Record) -> tuple[tuple[str, ...], ...]:
    """Where a record holds texts for a reader: `("stem",)`, or `("correct", "why")` for those in its lists."""
    paths: list[tuple[str, ...]] = []
    for field in record.fields:
        if isinstance(field.kind, Text):
            paths.append((field.name,))
        elif isinstance(field.kind, ListOf) and isinstance(field.kind.item, Record):
            paths += [(field.name, *path) for path in text_paths(field.kind.item)]
    return tuple(paths)


_TASK = Field("task", Text(), "The task of the exam guide that all items of the file belong to.", required=True)
FACTS_HEAD = Record("facts file", (_TASK, Field("facts", ListOf(FACT), "The facts.", required=True)))
QUESTIONS_HEAD = Record(
    "questions file", (_TASK, Field("questions", ListOf(QUESTION), "The questions.", required=True))
)

# ---- guide.yaml -----------------------------------------------------------------------------------

_SOURCE_KEY = Field("source", Id(), "The key under `sources` of the page that states it.", required=True)

_CITATION = Record(
    "source",
    (
        Field("url", Url(), "The page's address.", required=True),
        Field("verified", Date(), "The day it was last read.", required=True),
    ),
)
_EXAM = Record(
    "exam",
    (
        Field("code", Code(), "The exam's code.", required=True),
        Field("name", Text(), "Its full name.", required=True),
        Field("vendor", Text(), "Who gives it.", required=True),
        Field("in_use_from", Date(), "Its first day; for readers."),
        Field("predecessor", Text(), "The code of the exam it replaced."),
        Field("price_usd", WholeNumber(0), "Its price in US dollars; for readers."),
        Field("validity_years", WholeNumber(1, 100), "How long the certificate counts; for readers."),
        _SOURCE_KEY,
    ),
)
_FORMAT = Record(
    "format",
    (
        Field("scored", WholeNumber(1, 1000), "Questions that count.", required=True),
        Field("unscored", WholeNumber(0, 1000), "Questions that do not, unmarked.", required=True),
        Field("minutes", WholeNumber(1, 1000), "Time for all of them.", required=True),
        Field("extra_minutes", WholeNumber(0, 1000), "Extra time for non-native speakers."),
        Field("scale_minimum", WholeNumber(), "The lowest scaled score.", required=True),
        Field("scale_maximum", WholeNumber(), "The highest scaled score.", required=True),
        Field("scale_pass", WholeNumber(), "The scaled score that passes.", required=True),
        _SOURCE_KEY,
    ),
)
_PRACTICE = Record(
    "practice model",
    (
        Field("raw_cut", WholeNumber(1, 1000), "Right answers that pass on the reference form.", required=True),
        Field("difficulty_easiest", Decimal(-6, 6), "Lowest Rasch difficulty, in logits.", required=True),
        Field("difficulty_hardest", Decimal(-6, 6), "Highest Rasch difficulty, in logits.", required=True),
        Field("partial_credit", Flag(), "Whether part of a multiple response counts.", required=True),
    ),
)
_REVISION = Record(
    "revision",
    (
        Field("id", Text(), "Its name here.", required=True),
        Field("seen", Date(), "The day it was first seen.", required=True),
        Field("note", Text(), "What sets it apart.", required=True),
    ),
)
_TASK_RECORD = Record(
    "task",
    (
        Field("id", Text(), "Its number in the guide.", required=True),
        Field("title", Text(), "Its title.", required=True),
        Field("topics", MapOf(Id(), Text()), "Topic ids with their words.", required=True),
    ),
)
_DOMAIN = Record(
    "domain",
    (
        Field("id", Text(), "Its number in the guide.", required=True),
        Field("title", Text(), "Its title.", required=True),
        Field("weight", WholeNumber(1, 100), "Its percentage of the scored questions.", required=True),
        _SOURCE_KEY,
        Field("tasks", ListOf(_TASK_RECORD), "Its task statements.", required=True),
    ),
)
_CATEGORIES = MapOf(Text(), MapOf(Id(), Text()))
_SERVICES = Record(
    "service list",
    (
        _SOURCE_KEY,
        Field("in_scope", _CATEGORIES, "By category: service ids with their names."),
        Field("out_of_scope", _CATEGORIES, "Services the guide excludes."),
        Field("unlisted", _CATEGORIES, "Services on neither list that the bank may speak of."),
    ),
)
_RENAME = Record(
    "rename",
    (
        Field("service", Id(), "The service's id.", required=True),
        Field("old", Text(), "Its older name.", required=True),
        Field("new", Text(), "Its name today.", required=True),
        Field("guide", Text(), "What the guide prints, where it lags behind."),
        Field("by", Date(), "The new name was in use by this day.", required=True),
        _SOURCE_KEY,
    ),
)
_CLOSURE = Record(
    "closure",
    (
        Field("service", Id(), "The service's id.", required=True),
        Field("date", Date(), "Since when.", required=True),
        Field("state", Choice(("closed to new customers", "ended")), "What it is now.", required=True),
        _SOURCE_KEY,
    ),
)
GUIDE = Record(
    "guide",
    (
        Field("language", Language(), "The language of the exam and its cards; en unless set."),
        Field("sources", MapOf(Id(), _CITATION), "The pages that state what stands here.", required=True),
        Field("exam", _EXAM, "The exam.", required=True),
        Field("format", _FORMAT, "How it is sat.", required=True),
        Field("practice", _PRACTICE, "Our model of the score.", required=True),
        Field("revisions", ListOf(_REVISION), "The guide's texts, oldest first.", required=True),
        Field("revision", Text(), "The id of the text this file follows.", required=True),
        Field("domains", ListOf(_DOMAIN), "The domains.", required=True),
        Field("services", _SERVICES, "Every service the guide names.", required=True),
        Field("renames", ListOf(_RENAME, least=0), "Names that changed."),
        Field("closures", ListOf(_CLOSURE, least=0), "Services that take no new customers, or have ended."),
        Field(
            "predecessor_tasks",
            MapOf(Text(), ListOf(Text(), least=0)),
            "The predecessor's task ids, each with the tasks here it went to; none where it was dropped.",
        ),
    ),
)

# ---- deck.yaml ------------------------------------------------------------------------------------


def _file_name(node: Mapping, report: Report) -> None:
    """A package's file is a plain name that ends in .apkg."""
    value = node.entries.get("file", (None, None))[1]
    if isinstance(value, Scalar) and not _is_package_name(value.text):
        report.error(
            value,
            f"'{value.text}' is no package name: write letters, digits and '-', then '.apkg'",
            "bad-file",
        )


def _is_package_name(text: str) -> bool:
    stem = text.removesuffix(".apkg")
    return stem != text and stem.replace("-", "").replace("_", "").isalnum() and stem.isascii()


_PACKAGE = Record(
    "package",
    (
        Field("file", Text(), "The file that is built.", required=True),
        Field("deck", Text(), "The name of its top deck in Anki.", required=True),
        Field("holds", ListOf(Choice(("facts", "study", "exam"))), "What goes in.", required=True),
        Field("default", Flag(), "Whether it is built without --all."),
    ),
    (Constraint(_file_name, {"properties": {"file": {"pattern": r"^[A-Za-z0-9_-]+\.apkg$"}}}),),
)
_LIMITS = Record(
    "limits",
    (
        Field("media_kilobytes", WholeNumber(1), "Largest size of one picture."),
        Field("package_megabytes", WholeNumber(1), "Largest size of one package."),
    ),
)
_FLOOR = Record(
    "floor",
    (
        Field("facts", WholeNumber(0, 1000), "The fewest facts."),
        Field("questions", WholeNumber(0, 1000), "The fewest questions of practice exams."),
    ),
)
_FLOORS = Record(
    "floors",
    (
        Field("service", _FLOOR, "About each service in scope."),
        Field("topic", _FLOOR, "About each topic of the guide."),
        Field("services", MapOf(Id(), _FLOOR), "About these services, by their ids, instead."),
    ),
)
DECK = Record(
    "deck settings",
    (
        Field("namespace", Id(), "Seeds every note's GUID; never change it.", required=True),
        Field("packages", ListOf(_PACKAGE), "What is built.", required=True),
        Field("shares", MapOf(Text(), WholeNumber(1, 100)), "Tasks' parts of their domain; 1 unless set."),
        Field("limits", _LIMITS, "Sizes a build refuses to exceed."),
        Field("desired_retention", Decimal(0.70, 0.99), "Probability of recall to schedule for."),
        Field("subdecks", Flag(), "Whether each domain is a subdeck in Anki."),
        Field("floors", _FLOORS, "How much of the bank there has to be."),
        Field("report_url", Url(), "Where learners report an error in an item."),
        Field("rules", MapOf(Id(), Flag()), "Rules that judge, each false where it does not suit this deck."),
    ),
)
