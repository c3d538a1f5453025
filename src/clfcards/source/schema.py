"""The JSON Schema of the source files, for editors. It is made from the table that the checker uses."""

from clfcards.source.deck_fields import DECK
from clfcards.source.guide_fields import GUIDE
from clfcards.source.item_fields import FACTS_HEAD, QUESTIONS_HEAD
from clfcards.source.kind import JsonSchema

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

FILES = {"facts": FACTS_HEAD, "questions": QUESTIONS_HEAD, "guide": GUIDE, "deck": DECK}


def json_schema(file: str | None = None) -> JsonSchema:
    """The schema of one kind of file (`facts`, `questions`, `guide`, `deck`), or of all kinds together."""
    if file is not None:
        return {"$schema": _DIALECT, "title": f"clfcards {FILES[file].name}", **FILES[file].schema()}
    return {
        "$schema": _DIALECT,
        "title": "A clfcards source file",
        "oneOf": [{"title": record.name, **record.schema()} for record in FILES.values()],
    }
