"""The table of fields of deck.yaml."""

from clfcards.source.collection_kinds import ListOf, MapOf
from clfcards.source.nodes import Mapping, Scalar
from clfcards.source.number_kinds import Decimal, WholeNumber
from clfcards.source.record import Constraint, Field, Record
from clfcards.source.report import Report
from clfcards.source.report_url import ReportUrl
from clfcards.source.text_kinds import DeckName, Text
from clfcards.source.word_kinds import Choice, Flag, Id, Url


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
