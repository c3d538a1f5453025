"""Options labeled by hand: those that a vague word weakens, and those in which it says what kind of thing is meant."""

import pytest

from clfcards.rules.vague_terms import RULE
from tests.rules.bank_of import found, question

WEAKENED = [
    "AWS often patches the host",
    "It usually costs less",
    "The data may be lost",
    "Backups might fail",
    "Customers sometimes share a server",
    "AWS generally answers within an hour",
    "Perhaps a second Region",
    "The price rarely changes",
    "Users typically wait a minute",
    "It is often cheaper",
    "The instance is frequently stopped",
    "An upgrade can occasionally fail",
    "Objects may move to another Region",
    "Rotate the keys frequently",
    "It has usually been patched",
    "Usually a public subnet",
    "A server that usually restarts",
    "AWS often patched the host",
    "They sometimes shared passwords",
    "Costs might rise, and they may fall",
    "It generally depends on the Region",
    "Typically one year",
]

SAYS_WHAT_KIND = [
    "Stores rarely accessed objects",
    "Frequently changing prices",
    "For frequently used settings",
    "Data that is rarely read",
    "Files which are often changed",
    "Cache frequently requested pages at the edge",
    "It checks the limits more often",
    "How often a key is rotated",
    "Sets who may read a bucket",
    "Defines which groups may start servers",
    "Says where a user may sign in",
    "The event in May",
    "May 2026",
    "As often as the schedule says",
    "A service that is generally available",
    "Occasionally connected devices",
    "Moves rarely used files to a cheaper class",
    "An archive of seldom or rarely needed records",
    "Runs code when a file is frequently updated",
    "The most frequently asked questions",
    "For workloads that sometimes stop",
    "Less frequently than once a day",
    "Keeps often repeated answers in memory",
]


@pytest.mark.parametrize("text", WEAKENED)
def test_a_word_that_weakens_the_option(text: str) -> None:
    assert found(RULE, question(right=text)) == [(0, "correct", 0, "text")]


@pytest.mark.parametrize("text", SAYS_WHAT_KIND)
def test_a_word_that_says_what_kind_is_meant(text: str) -> None:
    assert not found(RULE, question(right=text))


def test_wrong_options_count_too() -> None:
    assert found(RULE, question(wrong=("Assam", "Often Matcha", "Keemun"))) == [(0, "distractors", 1, "text")]
