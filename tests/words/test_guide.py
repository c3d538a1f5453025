"""The exam guide as text and as a document."""

import json

from clfcards.codec import dumps
from clfcards.words import guide as words
from tests.compose.test_deck import TEA


def test_the_document_has_the_guides_data() -> None:
    document = json.loads(dumps(words.document(TEA)))
    assert list(document) == ["exam", "name", "revision", "format", "domains", "services", "renames", "closures"]
    assert document["format"] == {"scored": 20, "unscored": 4, "minutes": 30, "scale": [0, 200], "pass": 120}
    assert document["domains"][1] == {
        "id": "B", "title": "Water", "weight": 30,
        "tasks": [{"id": "B.1", "title": "Choose the temperature", "topics": {"temperature": "temperature"}}],
    }  # fmt: skip
    assert document["services"][0] == {"id": "tea-pot", "name": "Tea Pot", "category": "Pots", "scope": "in"}
    assert document["renames"] == [
        {"service": "tea-kettle", "old": "Water Boiler", "new": "Tea Kettle", "guide": "", "by": "2025-06-01"}
    ]
    assert document["closures"] == []


def test_the_text_counts_questions_topics_and_services() -> None:
    lines = words.text(TEA).splitlines()
    assert lines[1] == "24 questions: 20 scored, 4 unscored; 30 minutes; 0–200, 120 passes"
    assert "50%  A    Leaves" in lines
    assert "     A.1  Tell leaves apart       2 topics" in lines
    assert lines[-2:] == ["Services: 2 in scope, 1 out of scope, 0 unlisted", "Renamed: 1; closed or ended: 0"]
