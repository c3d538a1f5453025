"""The table of fields of guide.yaml."""

from clfcards.source.cited import PLACE_IN_BOOK
from clfcards.source.collection_kinds import ListOf, MapOf
from clfcards.source.item_fields import MOST_OPTIONS
from clfcards.source.nodes import Mapping
from clfcards.source.number_kinds import Decimal, Percentage, WholeNumber
from clfcards.source.record import Constraint, Field, Record
from clfcards.source.report import Report
from clfcards.source.text_kinds import Text
from clfcards.source.word_kinds import Choice, Code, Date, Flag, Id, Language, Url

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
        *PLACE_IN_BOOK,
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
