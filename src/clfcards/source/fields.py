"""The table of fields: everything an author can write, for each kind of file.

The checker, the JSON Schema for editors and the constructors of the model all follow this table.
"""

from clfcards.source.kinds import (
    Choice,
    Cited,
    Cloze,
    Code,
    Constraint,
    Date,
    Decimal,
    DeckName,
    Field,
    Flag,
    Id,
    Importable,
    Language,
    ListOf,
    MapOf,
    Percentage,
    Proportion,
    Prose,
    Record,
    Text,
    Url,
    WholeNumber,
)
from clfcards.source.nodes import Mapping, Scalar, Sequence
from clfcards.source.report import Report
from clfcards.source.report_url import ReportUrl

# ---- items ----------------------------------------------------------------------------------------


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

_TITLE = Field("title", Text(), "The title of the book.", required=True)
_PLACE = (
    Field("edition", Text(), "Its edition, as it is shown: 2nd edition."),
    Field("page", Text(), "The page, or the pages."),
)
BOOK = Record("book", (_TITLE, *_PLACE))

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
        Cited(BOOK),
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


def text_paths(record: Record) -> tuple[tuple[str, ...], ...]:
    """The paths of a record's texts: `("stem",)`, or `("correct", "why")` for a text in a list of records."""
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

_SOURCE_KEY = Field("source", Id(), "The key under `sources` of the page that supports it.", required=True)


def _check_citation(node: Mapping, report: Report) -> None:
    """A source is a page on the web or a book."""
    kinds = node.entries.keys() & {"url", "title"}
    if not kinds:
        report.error(node, "the source has neither 'url' nor, for a book, 'title': add one of them", "missing-key")
    elif len(kinds) > 1 or ("url" in kinds and node.entries.keys() & {"edition", "page"}):
        report.error(node, "the source is a web page and a book: write 'url', or 'title' and 'page'", "two-kinds")


_CITATION = Record(
    "source",
    (
        Field("url", Url(), "The address of the page, if it is on the web."),
        Field("title", Text(), "The title of the book, if it is one."),
        *_PLACE,
        Field("verified", Date(), "The day it was last read.", required=True),
    ),
    (
        Constraint(
            _check_citation,
            {
                "oneOf": [
                    {"required": ["url"], "properties": dict.fromkeys(("title", "edition", "page"), False)},
                    {"required": ["title"], "properties": {"url": False}},
                ]
            },
        ),
    ),
)
_EXAM = Record(
    "exam",
    (
        Field("code", Code(), "The exam's code.", required=True),
        Field("name", Text(), "Its full name.", required=True),
        Field("vendor", Text(), "The vendor of the exam.", required=True),
        Field("in_use_from", Date(), "The first day of the exam; for information only."),
        Field("predecessor", Text(), "The code of the exam it replaced."),
        Field("price_usd", WholeNumber(0), "Its price in US dollars; for information only."),
        Field("price", Text(), "Its price in another currency, as it is written: 425 GBP; for information only."),
        Field("validity_years", WholeNumber(1, 100), "How many years the certificate is valid; for information only."),
        _SOURCE_KEY,
    ),
)
_SCALE_KEYS = ("scale_minimum", "scale_maximum", "scale_pass")


def _check_pass_rule(node: Mapping, report: Report) -> None:
    """An exam passes by one rule: a scaled score, a number of right answers, or a percentage of them."""
    rules = [
        [name for name in names if name in node.entries] for names in (_SCALE_KEYS, ("raw_pass",), ("percent_pass",))
    ]
    scale = rules[0]
    given = [names for names in rules if names]
    if not given:
        message = (
            "the exam format does not say what passes: add 'raw_pass', 'percent_pass', or 'scale_minimum', "
            "'scale_maximum' and 'scale_pass'"
        )
        report.error(node, message, "missing-key")
    elif len(given) > 1:
        first, second = given[0][-1], given[1][0]
        message = f"an exam passes by one rule, but there is '{first}' too: remove one of them"
        report.error(node.entries[second][0], message, "two-rules")
    elif scale:
        for name in (name for name in _SCALE_KEYS if name not in scale):
            report.error(node, f"the exam format has no '{name}' ({_FORMAT.doc(name)})", "missing-key")


_PASS_RULE = Constraint(
    _check_pass_rule,
    {
        "oneOf": [
            {"required": list(_SCALE_KEYS), "properties": {"raw_pass": False, "percent_pass": False}},
            *(
                {"required": [name], "properties": {**dict.fromkeys(_SCALE_KEYS, False), other: False}}
                for name, other in (("raw_pass", "percent_pass"), ("percent_pass", "raw_pass"))
            ),
        ]
    },
)
_FORMAT = Record(
    "format",
    (
        Field("scored", WholeNumber(1, 1000), "The number of scored questions.", required=True),
        Field(
            "unscored",
            WholeNumber(0, 1000),
            "The number of unscored questions, which are not marked as such; 0 by default.",
        ),
        Field("minutes", WholeNumber(1, 1000), "The time limit in minutes.", required=True),
        Field("extra_minutes", WholeNumber(0, 1000), "Extra time for non-native speakers."),
        Field("scale_minimum", WholeNumber(), "The lowest scaled score, of an exam that reports scaled scores."),
        Field("scale_maximum", WholeNumber(), "The highest scaled score."),
        Field("scale_pass", WholeNumber(), "The scaled score that passes."),
        Field(
            "options",
            ListOf(WholeNumber(2, MOST_OPTIONS)),
            "How many options a question with one right option may have; 2 to 6 by default.",
        ),
        Field(
            "options_of_several",
            ListOf(WholeNumber(3, MOST_OPTIONS)),
            "How many options a question with several right ones may have; 3 to 6 by default.",
        ),
        Field("raw_pass", WholeNumber(1, 1000), "The number of right answers that passes an exam that counts them."),
        Field("percent_pass", Percentage(), "The percentage of right answers that passes an exam that reports it."),
        _SOURCE_KEY,
    ),
    (_PASS_RULE,),
)
_PRACTICE = Record(
    "practice model",
    (
        Field(
            "raw_cut",
            WholeNumber(1, 1000),
            "The number of right answers needed to pass the reference form, of an exam with a scale. Without it, forms "
            "are not equated, and points are in proportion to right answers.",
        ),
        Field("difficulty_easiest", Decimal(-6, 6), "Lowest Rasch difficulty, in logits; -2 by default."),
        Field("difficulty_hardest", Decimal(-6, 6), "Highest Rasch difficulty, in logits; 2 by default."),
        Field(
            "partial_credit",
            Flag(refusal="partial credit is not supported, because grading is all or nothing: write 'false'"),
            "Whether a partly right multiple response earns credit; not supported.",
        ),
    ),
)
_REVISION = Record(
    "revision",
    (
        Field("id", Text(), "The name of the revision in this file.", required=True),
        Field("seen", Date(), "The day it was first seen.", required=True),
        Field("note", Text(), "How it differs from other revisions.", required=True),
    ),
)
_TASK_RECORD = Record(
    "task",
    (
        Field("id", Text(), "Its number in the guide.", required=True),
        Field("title", Text(), "Its title.", required=True),
        Field("topics", MapOf(Id(), Text()), "Topic ids with their wording.", required=True),
    ),
)
_DOMAIN = Record(
    "domain",
    (
        Field("id", Text(), "Its number in the guide.", required=True),
        Field("title", Text(), "Its title.", required=True),
        Field("weight", Percentage(), "Its percentage of the scored questions.", required=True),
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
        Field("unlisted", _CATEGORIES, "Services on neither list that the bank may mention."),
    ),
)
_RENAME = Record(
    "rename",
    (
        Field("service", Id(), "The service's id.", required=True),
        Field("old", Text(), "Its old name.", required=True),
        Field("new", Text(), "Its current name.", required=True),
        Field("guide", Text(), "The name in the guide, if the guide is out of date."),
        Field("by", Date(), "A day on which the new name was already in use.", required=True),
        _SOURCE_KEY,
    ),
)
_CLOSURE = Record(
    "closure",
    (
        Field("service", Id(), "The service's id.", required=True),
        Field("date", Date(), "The day of the change.", required=True),
        Field("state", Choice(("closed to new customers", "ended")), "Its current state.", required=True),
        _SOURCE_KEY,
    ),
)
GUIDE = Record(
    "guide",
    (
        Field(
            "language",
            Language(),
            "The language of the exam and its cards, as a BCP 47 tag such as en (the default), ja or ar.",
        ),
        Field("sources", MapOf(Id(), _CITATION), "The pages that support the content of this file.", required=True),
        Field("exam", _EXAM, "The exam.", required=True),
        Field("format", _FORMAT, "The format of the exam.", required=True),
        Field("practice", _PRACTICE, "Our model of the score."),
        Field("revisions", ListOf(_REVISION), "The revisions of the guide, oldest first.", required=True),
        Field("revision", Text(), "The id of the revision that this file follows.", required=True),
        Field("domains", ListOf(_DOMAIN), "The domains.", required=True),
        Field("services", _SERVICES, "Every service or product that the guide names, if it names any."),
        Field("renames", ListOf(_RENAME, least=0), "Names that changed."),
        Field("closures", ListOf(_CLOSURE, least=0), "Services that take no new customers, or have ended."),
        Field(
            "predecessor_tasks",
            MapOf(Text(), ListOf(Text(), least=0)),
            "The previous exam's task ids, each with the tasks that it became here; an empty list if it was dropped.",
        ),
    ),
)

# ---- deck.yaml ------------------------------------------------------------------------------------


def _check_file_name(node: Mapping, report: Report) -> None:
    """A package's file must be a plain name that ends in .apkg."""
    value = node.entries.get("file", (None, None))[1]
    if isinstance(value, Scalar) and not _is_package_name(value.text):
        report.error(
            value,
            f"'{value.text}' is not a valid package name: use letters, digits, '-' and '_', then '.apkg'",
            "bad-file",
        )


def _is_package_name(text: str) -> bool:
    stem = text.removesuffix(".apkg")
    return stem != text and stem.replace("-", "").replace("_", "").isalnum() and stem.isascii()


_PACKAGE = Record(
    "package",
    (
        Field("file", Text(), "The file name of the package.", required=True),
        Field("deck", DeckName(), "The name of its top-level deck in Anki.", required=True),
        Field(
            "holds", ListOf(Choice(("facts", "study", "exam"))), "The items that the package contains.", required=True
        ),
        Field("default", Flag(), "Whether it is built by default, without asking for every package."),
    ),
    (Constraint(_check_file_name, {"properties": {"file": {"pattern": r"^[A-Za-z0-9_-]+\.apkg$"}}}),),
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
        Field("facts", WholeNumber(0, 1000), "The minimum number of facts."),
        Field("questions", WholeNumber(0, 1000), "The minimum number of practice exam questions."),
    ),
)
_FLOORS = Record(
    "floors",
    (
        Field("service", _FLOOR, "For each service in scope."),
        Field("topic", _FLOOR, "For each topic of the guide."),
        Field("services", MapOf(Id(), _FLOOR), "For single services by id; they replace `service`."),
        Field("core_fact_questions", WholeNumber(0, 1000), "The minimum number of questions for each core fact."),
    ),
)
DECK = Record(
    "deck settings",
    (
        Field("namespace", Id(), "Seeds every note's GUID; never change it.", required=True),
        Field("packages", ListOf(_PACKAGE), "The packages to build.", required=True),
        Field("shares", MapOf(Text(), WholeNumber(1, 100)), "The tasks' shares of their domain; the default is 1."),
        Field("limits", _LIMITS, "The largest sizes that a build accepts."),
        Field("desired_retention", Decimal(0.70, 0.99), "The probability of recall to schedule for."),
        Field(
            "subdecks",
            Flag(),
            "Whether each domain is a subdeck in Anki; if not, there is one deck.",
        ),
        Field("license", Text(), "The license of the decks, as shown to learners."),
        Field("homepage", Url(), "The page where learners find the newest decks."),
        Field("reviewed", Text(), "Who has checked the items, as a sentence for learners."),
        Field("floors", _FLOORS, "The minimum coverage of the bank; `check` warns below it."),
        Field(
            "report_url",
            ReportUrl(),
            "Where learners report a mistake: an https address with {id} and {version}, which stand for the item.",
        ),
        Field(
            "rules",
            MapOf(Id(), Flag()),
            "Rules to switch off (false) because they do not suit this deck; only rules that can be waived.",
        ),
        Field(
            "imports_may_lack",
            ListOf(Choice(("reasons", "confirmed-task"))),
            "What imported items may lack and still be used in decks and exams.",
        ),
    ),
)
