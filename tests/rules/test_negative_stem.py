"""Questions labeled by hand: those that depend on a negative, and those that only mention one."""

import pytest

from clfcards.rules.negative_stem import RULE
from tests.rules.bank_of import found, messages_of, question

DEPENDS_ON_IT = [
    "Which leaf is not green?",
    "A guest waits. All calm except which?",
    "Which is least sweet?",
    "Which of these is not one of the six pillars?",
    "Which task does the customer not perform?",
    "What does Amazon S3 not offer?",
    "Which data center task should a company not plan for?",
    "Which of the following cannot be changed after launch?",
    "Which service never stores data?",
    "Which of these services doesn't run containers?",
    "Which two are not managed by AWS? (Choose two.)",
    "What isn't included in the Basic plan?",
    "Who is not allowed to close an account?",
    "What is a cost that a customer does not pay in the cloud?",
    "Which of the following is a service that is not regional?",
    "Which statement about a NAT gateway is not true?",
    "All of the following are benefits of the cloud except?",
    "Which of the following services run code, except one?",
    "Which storage class costs least for archives?",
    "What solution needs the least effort to operate?",
    "If a company uses Amazon RDS, which task is not its own?",
    "Which features of Amazon VPC are not free of charge?",
    "What must a team not do with the root user's access key?",
    "Which kind of server can't be shared with other customers?",
    "Under the shared responsibility model, what is not the job of AWS?",
]

ONLY_MENTIONS_ONE = [
    "Which leaf is NOT green?",
    "Which leaf is **not** green?",
    "The guest does not like milk. Which leaf suits?",
    "Which role follows least privilege?",
    "Which leaf needs at least two cups?",
    "Which knot holds?",
    "Which purchase option suits jobs that cannot be stopped?",
    "Which service makes sure that orders are not lost when a server fails?",
    "How can a team lower its bill while its test servers are not running?",
    "Which feature keeps a bucket private if its policy does not say otherwise?",
    "Which service helps a company that does not want to manage servers?",
    "Which service finds resources not covered by a backup plan?",
    "Which service connects the cloud with machines not located in it?",
    "Which database fits data whose structure is not known in advance?",
    "Where should a team keep files that are never changed?",
    "Which plan gives access to a tool that is not part of the other plans?",
    "Which service caches not only pictures but also videos?",
    "Which service shows whether or not a volume is encrypted?",
    "Which storage class is for objects that are read least often?",
    "Which service backs up every volume of an instance except the root volume?",
    "What happens to a spot request if the price is not met?",
    "Why does a queue keep a message until its reader has not failed?",
    "Which network feature lets private servers reach the internet so that it cannot reach them?",
    "Which service runs code without servers that the team doesn't want to patch?",
    "Which discount suits a company because its use does not vary?",
    "Which policy element blocks a user who isn't signed in with MFA?",
    "What is the best option for a workload that cannot be interrupted?",
]


@pytest.mark.parametrize("stem", DEPENDS_ON_IT)
def test_a_question_that_depends_on_a_negative(stem: str) -> None:
    assert found(RULE, question(stem)) == [(0, "stem")]


@pytest.mark.parametrize("stem", ONLY_MENTIONS_ONE)
def test_a_question_that_only_mentions_a_negative(stem: str) -> None:
    assert not found(RULE, question(stem))


def test_the_message_says_how_to_make_it_obvious() -> None:
    assert messages_of(RULE, question("Which leaf isn't green?")) == [
        "the question depends on 'n't': rephrase it, or write NOT"
    ]
