"""A deck of three cards: a fact in domain A, a question with two right options in B, and one with one in C."""

from pathlib import Path

from tests.small_exam import GUIDE, fact, facts_file, question, questions_file, write_exam

FILES = {
    "facts/A.1-x.yaml": facts_file("A.1", fact("leaf", "Which 茶 leaf?", "green")),
    "questions/B.1-x.yaml": questions_file("B.1", question("pair", right=2)),
    "questions/C.1-x.yaml": questions_file("C.1", question("serve", tests="[leaf]")),
}


def three_cards(folder: Path) -> Path:
    """Writes the deck under `folder / "decks"`; returns the folder."""
    guide = GUIDE.replace("weight: 50", "weight: 34").replace("weight: 30", "weight: 33")
    write_exam(folder / "decks", FILES, guide=guide.replace("weight: 20", "weight: 33"))
    return folder
