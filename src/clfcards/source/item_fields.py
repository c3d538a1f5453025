"""The table of fields of a facts or questions file: everything an author can write there."""

from clfcards.source.cited import Cited
from clfcards.source.collection_kinds import ListOf, MapOf
from clfcards.source.importable import Importable
from clfcards.source.nodes import Mapping, Sequence
from clfcards.source.number_kinds import Proportion, WholeNumber
from clfcards.source.record import Constraint, Field, Record
from clfcards.source.report import Report
from clfcards.source.text_kinds import Cloze, Prose, Text
from clfcards.source.word_kinds import Choice, Date, Flag, Id


def _check_faces(node: Mapping, report: Report) -> None:
    """A fact must have either a front and a back, or a cloze."""
    faces = node.entries.keys() & {"front", "back"}
    if "cloze" in node.entries:
        for name in sorted(faces | (node.entries.keys() & {"reverse"})):
            report.error(node.entries[name][0], f"a cloze fact has no '{name}'", "two-faces")
    elif faces != {"front", "back"}:
        missing = ({"front", "back"} - faces).pop()
        message = "the fact has neither 'front' and 'back' nor 'cloze'"
        if faces:
            message = f"the fact has no '{missing}' ({FACT.doc(missing)})"
        report.error(node, message, "missing-key")


MOST_OPTIONS = 6
"""The options have the letters a to f, and the keys 1 to 6."""


def _check_option_counts(node: Mapping, report: Report) -> None:
    """A question has two to six options, and at least one of them is wrong; two options have one right one.

    How many the exam really has is said in guide.yaml, and checked by the rule option-count.
    """
    correct, distractors = (node.entries.get(name, (None, None))[1] for name in ("correct", "distractors"))
    if type(correct) is not Sequence or type(distractors) is not Sequence:
        return
    options = len(correct.items) + len(distractors.items)
    if options > MOST_OPTIONS:
        message = f"a question has at most {MOST_OPTIONS} options, but this one has {options}"
        report.error(node.entries["distractors"][0], message, "option-count")


def _check_difficulty(node: Mapping, report: Report) -> None:
    """A question must have a difficulty: a class, an estimate of judges, or both."""
    if not node.entries.keys() & {"difficulty", "expected"}:
        report.error(node, "the question has neither 'difficulty' nor 'expected': add one of them", "missing-key")


_DIFFICULTY = Constraint(_check_difficulty, {"anyOf": [{"required": ["difficulty"]}, {"required": ["expected"]}]})
_FACES = Constraint(
    _check_faces,
    {
        "oneOf": [
            {"required": ["front", "back"], "properties": {"cloze": False}},
            {"required": ["cloze"], "properties": {"front": False, "back": False, "reverse": False}},
        ]
    },
)
_OPTION_COUNTS = Constraint(
    _check_option_counts,
    {
        "anyOf": [
            {"properties": {"correct": {"maxItems": right}, "distractors": {"maxItems": MOST_OPTIONS - right}}}
            for right in range(1, MOST_OPTIONS)
        ]
    },
)

_IMPORT = Record(
    "import",
    (
        Field("file", Text(), "The file that the item was imported from.", required=True),
        Field("line", WholeNumber(1, 100_000_000), "The line where it begins in that file.", required=True),
        Field("license", Text(), "The license of that file."),
        Field("author", Text(), "Who wrote it."),
        Field("explanation", Text(), "What that file says of the question as a whole, to write the reasons from."),
        Field("task_is_guess", Flag(), "true while nobody has confirmed the item's task; remove it to confirm."),
    ),
)
_ITEM_HEAD = (Field("id", Id(), "Identifies the item forever: review histories refer to it.", required=True),)
_ITEM_TAIL = (
    Field("topics", ListOf(Id()), "Topics of the task, by their ids in guide.yaml."),
    Field("services", ListOf(Id()), "Services that the item is about, by their ids in guide.yaml."),
    Field(
        "source",
        Cited(),
        "The page that supports it: a web address, or the title, edition and page of a book.",
        required=True,
    ),
    Field("verified", Date(), "The day the source was last read.", required=True),
    Field("priority", WholeNumber(1, 3), "1 core, 2 useful (the default), 3 detail."),
    Field("waive", MapOf(Id(), Text()), "Rules that do not apply to this item, each with the reason."),
    Field(
        "imported", _IMPORT, "Where the item was imported from; with it, what the import did not have may be missing."
    ),
)

FACT = Importable(
    "fact",
    (
        *_ITEM_HEAD,
        Field("front", Prose(), "The question. It must be clear without any context."),
        Field("back", Prose(), "The answer, in a few words."),
        Field("cloze", Cloze(), "A sentence with {{blanks}}, {{1:numbered}} blanks, or {{of|a hint}}."),
        Field("reverse", Flag(), "true adds a second card that asks for the front."),
        Field("why", Prose(), "The reason for the answer, in a sentence or two.", required=True),
        *_ITEM_TAIL,
    ),
    (_FACES,),
    may_lack=("why", "source", "verified"),
)

_WHY = Field("why", Prose(), "Why this option is right or wrong in this question.", required=True)
_OPTION_TEXT = Field("text", Prose(), "The text of the option.", required=True)
CORRECT = Record("right option", (_OPTION_TEXT, _WHY))
DISTRACTOR = Record("distractor", (_OPTION_TEXT, _WHY, Field("fact", Id(), "The id of the fact that refutes it.")))

_ONE_KIND = "a question has one right option or several, under 'correct', and wrong ones under 'distractors'"
_UNSUPPORTED = {
    key: f"{what} are not supported: {_ONE_KIND}"
    for what, keys in {
        "questions of several types": ("type", "kind", "format"),
        "ordering questions": ("order", "ordering", "sequence"),
        "matching questions": ("match", "matches", "matching", "pairs"),
        "case studies": ("case", "cases", "case_study", "case-study"),
    }.items()
    for key in keys
}
QUESTION = Importable(
    "question",
    (
        *_ITEM_HEAD,
        Field("pool", Choice(("study", "exam")), "study: a flashcard; exam: practice exams only.", required=True),
        Field("difficulty", Choice(("easy", "medium", "hard")), "How hard it is; required without `expected`."),
        Field(
            "expected",
            Proportion(),
            "Judges' estimate of the proportion of just-passing candidates who would get it right.",
        ),
        Field("stem", Prose(), "The situation, then one question.", required=True),
        Field("correct", ListOf(CORRECT), "The key: one right option, or several.", required=True),
        Field("distractors", ListOf(DISTRACTOR), "The wrong options.", required=True),
        Field("tests", ListOf(Id()), "Ids of the facts that answer it."),
        Field(
            "enemies", ListOf(Id()), "Ids of questions that must not be in the same exam; one side naming it is enough."
        ),
        *_ITEM_TAIL,
    ),
    (_OPTION_COUNTS,),
    may_lack=("why", "source", "verified"),
    unless_imported=(_DIFFICULTY,),
    unsupported=_UNSUPPORTED,
)

_TASK = Field("task", Text(), "The task of the exam guide that all items of the file belong to.", required=True)
FACTS_HEAD = Record("facts file", (_TASK, Field("facts", ListOf(FACT), "The facts.", required=True)))
QUESTIONS_HEAD = Record(
    "questions file", (_TASK, Field("questions", ListOf(QUESTION), "The questions.", required=True))
)
