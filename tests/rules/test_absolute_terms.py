"""Wrong options labeled by hand: claims without exception, and options in which a word only says how much."""

import pytest

from clfcards.rules.absolute_terms import RULE
from tests.rules.bank_of import found, question

WITHOUT_EXCEPTION = [
    "Always hot",
    "Never cold",
    "Only leaves",
    "Every leaf",
    "All customers share one account",
    "Any user can read the bucket",
    "It guarantees a lower price",
    "The data is completely safe",
    "An outage is impossible",
    "The root user alone, and only on Mondays",
    "None of the servers is patched",
    "AWS is entirely responsible",
    "Servers never have to be restarted",
    "Encryption is always on",
    "Only the customer patches it",
    "It is cheaper than all other options",
    "Every request costs the same",
    "Every Region",
    "Delivery is guaranteed",
    "Use the root user for all of your work",
    "A group can only have one user",
    "Nothing is billed",
]

ONLY_SAYS_HOW_MUCH = [
    "Delete all old keys",
    "Runs any container image",
    "Copies every object to a second Region",
    "A record of all API calls",
    "Encrypts all objects",
    "Call the support team at any time",
    "Read-only access",
    "Pay only for what is used",
    "A server with no public address",
    "All Upfront",
    "Any Cast Network",
    "A smaller firewall",
    "Apply a tag to all resources",
    "Allows updates of any application",
    "One bill for all accounts",
    "Billed only while it runs, and only when it runs",
    "Not only in one Region",
    "An all-in-one console",
    "Move every workload at once",
    "Charged only for requests",
    "Ask any engineer",
    "A list of all Regions",
]


@pytest.mark.parametrize("text", WITHOUT_EXCEPTION)
def test_claims_without_exception_in_wrong_options_alone(text: str) -> None:
    asked = question(right="Camomile", wrong=(text, "Warm", "It never ends"))
    assert found(RULE, asked) == [(0, "distractors", 0, "text")]


@pytest.mark.parametrize("text", ONLY_SAYS_HOW_MUCH)
def test_a_word_that_only_says_how_much(text: str) -> None:
    assert not found(RULE, question(right="Camomile", wrong=(text, "Warm", "It never ends")))


@pytest.mark.parametrize("right", ["Always hot", "For all guests", "Only warm", "No milk"])
def test_the_key_has_such_a_word_too(right: str) -> None:
    assert not found(RULE, question(right=right, wrong=("Never cold", "Always warm", "Lukewarm")))


def test_a_single_one_can_be_chance() -> None:
    assert not found(RULE, question(wrong=("Always hot", "Cold", "Warm")))
