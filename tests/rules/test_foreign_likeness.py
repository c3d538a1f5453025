"""Copies are found wherever they are: in a longer line, over several lines, in HTML, JSON, Markdown and CSV."""

import json

import pytest

from clfcards.rules.foreign_likeness import RULE
from clfcards.rules.rule import ForeignText
from tests.rules.bank_of import card, cloze, found, messages_of, question

OURS = "A guest from the northern highlands wants a calm evening after a long and noisy day at work."
BEFORE = "On the tenth page of the brochure the owner of the house tells how each of his visitors was served. "
AFTER = " The answer depends on the leaf, the water, the pot and how much time there is before the meal begins."


def texts(*contents: str) -> tuple[ForeignText, ...]:
    return tuple(ForeignText(f"dump-{i}.txt", content) for i, content in enumerate(contents))


CONTAINERS = {
    "a longer line": BEFORE + OURS + AFTER,
    "lines of a page": (BEFORE + OURS + AFTER).replace(" ", "\n"),
    "HTML": f"<p class='x'>{BEFORE}</p><p>{OURS.replace('calm', '<b>calm</b>').replace(' long', '&nbsp;long')}</p>",
    "Markdown": f"- **{OURS.replace('highlands', '[highlands](https://example.org/a_b)')}**\n",
    "JSON": json.dumps({"text": BEFORE + "\n" + OURS.replace("noisy", '"noisy"') + "\n" + AFTER}),
    "CSV": f'17,"{OURS}",B,"{AFTER}"\n',
    "capitals": OURS.upper(),
}


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_copy_inside_another_text(name: str) -> None:
    assert found(RULE, question(OURS), foreign=texts(CONTAINERS[name])) == [(0, "stem")]


def test_the_message_names_the_place_and_the_run() -> None:
    ours = question(OURS.replace("guest", "visitor").replace("noisy", "loud"))
    lines = texts("Another page.", f"{BEFORE}\n\n{OURS}\n")
    assert messages_of(RULE, ours, foreign=lines) == [
        "12 words in a row are the same as in dump-1.txt:3: "
        "'from the northern highlands wants a calm evening after a long and'"
    ]


def test_a_whole_text_that_is_the_same() -> None:
    assert messages_of(RULE, question(OURS), foreign=texts(BEFORE, BEFORE + "\n" + OURS)) == [
        "all 18 words are the same as in dump-1.txt:2: write the sentence in your own words"
    ]


def test_every_sixth_word_is_replaced() -> None:
    words = OURS.split()
    reworded = " ".join("something" if i % 6 == 5 else word for i, word in enumerate(words))
    assert found(RULE, question(reworded), foreign=texts(BEFORE + OURS + AFTER)) == [(0, "stem")]


def test_a_copied_sentence_in_a_longer_text_of_ours() -> None:
    ours = f"{OURS} {' '.join(f'word{i}' for i in range(40))}"
    assert found(RULE, question(ours), foreign=texts(BEFORE + OURS)) == [(0, "stem")]


def test_the_blanks_of_a_cloze_are_filled() -> None:
    ours = cloze("A guest from the {{northern highlands|where}} wants a {{calm}} evening after a long and noisy day.")
    assert found(RULE, ours, foreign=texts(BEFORE + OURS)) == [(0, "cloze")]


@pytest.mark.parametrize(
    "theirs",
    [
        "The same guest likes evenings that are calm, and he works all day in a noisy place in the highlands.",
        "A guest from the south wants strong tea after a short day. He works in the northern highlands.",
        " ".join(sorted(OURS.split())),
    ],
)
def test_the_same_words_in_other_sentences_are_not_a_copy(theirs: str) -> None:
    assert not found(RULE, question(OURS), foreign=texts(theirs))


def test_short_texts_and_short_runs_are_the_same_by_chance() -> None:
    theirs = texts("An access key ID and a secret access key sign every request. Assam is a black tea.")
    sentence = "It takes an access key ID and a secret access key, and the owner of the house keeps them both."
    assert not found(RULE, card(back="Assam is a black tea"), card(why=sentence), foreign=theirs)


def test_the_worst_place_is_reported_once() -> None:
    part = " ".join(OURS.split()[:11])
    assert messages_of(RULE, question(OURS), foreign=texts(part, OURS, part))[0].startswith("all 18 words")


def test_without_other_texts_nothing_is_compared() -> None:
    assert not found(RULE, question(OURS))
