"""The kind of value of an item's `source`: a web address, or a place in a book."""

from clfcards.model.citation import book_source
from clfcards.source.kind import JsonSchema
from clfcards.source.nodes import Mapping, Node
from clfcards.source.record import Field, Record
from clfcards.source.report import Report
from clfcards.source.text_kinds import Text
from clfcards.source.word_kinds import Url

PLACE_IN_BOOK = (
    Field("edition", Text(), "Its edition, as it is shown: 2nd edition."),
    Field("page", Text(), "The page, or the pages."),
)
_BOOK = Record("book", (Field("title", Text(), "The title of the book.", required=True), *PLACE_IN_BOOK))


class Cited:
    """A web address, or a title with its place in the book; the value is a text."""

    def read(self, node: Node, report: Report) -> str | None:
        if type(node) is not Mapping:
            return Url().read(node, report)
        values = _BOOK.read(node, report)
        return None if values is None else book_source(values)

    def schema(self) -> JsonSchema:
        return {"anyOf": [Url().schema(), _BOOK.schema()]}
