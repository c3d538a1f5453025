"""A negative in the question that a hurried reader could overlook."""

import re
from collections.abc import Iterator
from itertools import islice

from clfcards.rules.leftovers import without_typed_count
from clfcards.rules.rule import ENGLISH, Finding, Rule, Sources
from clfcards.rules.words import word_set

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"\*{0,2}[^\W_]+(?:['’-][^\W_]+)*\*{0,2}|[,;:]")
_INTERROGATIVES = frozenset({"which", "what", "who", "whom", "whose", "where", "when", "why", "how"})
# A word that begins a subordinate clause. What is negated there is a condition, not what is asked.
_SUBORDINATORS = word_set(
    "that who whom whose where when while if because so since until unless although though whether without"
)
_AUXILIARIES = word_set(
    "is are was were be do does did can could should would will must may might has have had shall need"
)
_PREPOSITIONS = word_set("for to in on at with from by about into under through during between among as")
_LEAST_AS_MEASURE = frozenset({"at", "privilege", "privileged", "privileges"})
_COPULA_BEFORE_RELATIVE = frozenset({"is", "are", "was", "were"})

MOST_WORDS = 300  # that are looked at: each negative is compared with all words before it
CLAUSE_WORDS = 4  # "a service that a customer does not …"


def find(sources: Sources) -> Iterator[Finding]:
    for question in sources.bank.questions:
        lead_in = _SENTENCE_END.split(without_typed_count(question.stem))[-1]
        if negative := _negative(lead_in):
            shown = negative.upper() if negative != "n't" else "NOT"
            message = f"the question depends on '{negative}': rephrase it, or write {shown}"
            yield Finding(question.origin, ("stem",), message)


def _negative(lead_in: str) -> str:
    """The negative that the question itself depends on, or an empty text.

    One in capitals or in bold is seen by everybody. One in a subordinate clause is a part of the situation.
    """
    words = [match[0] for match in islice(_WORD.finditer(lead_in), MOST_WORDS)]
    lower = [word.lower() for word in words]
    asks = next((i for i, word in enumerate(lower) if word in _INTERROGATIVES), 0)
    for i, word in enumerate(words):
        if word == "except" and _is_exception(lower, i):
            return word
        if word == "least" and _is_in_question(lower, asks, i) and not _is_measure(lower, i):
            return word
        is_short = word.endswith(("n't", "n’t"))
        is_negative = is_short or word in ("not", "cannot", "never")
        if is_negative and _is_in_question(lower, asks, i) and _negates_the_verb(lower, asks, i):
            return "n't" if is_short else word
    return ""


def _is_exception(words: list[str], at: int) -> bool:
    """Whether 'except' asks for the option that does not fit: "All of these are reasons, except which?"."""
    after = words[at + 1 : at + 3]
    return (
        not after or bool(_INTERROGATIVES.intersection(after)) or after[0] in (":", "one") or "following" in words[:at]
    )


def _is_measure(words: list[str], at: int) -> bool:
    """Whether 'least' is a number or a name: "at least two", "least privilege"."""
    return bool(_LEAST_AS_MEASURE.intersection((*words[max(0, at - 1) : at], *words[at + 1 : at + 2])))


def _is_in_question(words: list[str], asks: int, at: int) -> bool:
    """Whether the word is in the main clause of the question, or in the clause that describes what is asked for."""
    if at < asks:
        return False
    between = words[asks + 1 : at]
    begins = [i for i, word in enumerate(between) if word in _SUBORDINATORS or (word == "which" and i)]
    if not begins:
        return True
    described = between[: begins[0]]  # "… is a service that does not …"
    is_predicate = bool(_COPULA_BEFORE_RELATIVE.intersection(described)) and not _PREPOSITIONS.intersection(described)
    clause = between[begins[0] + 1 :]
    return between[begins[0]] in ("that", "who") and is_predicate and len(clause) <= CLAUSE_WORDS and len(begins) == 1


def _negates_the_verb(words: list[str], asks: int, at: int) -> bool:
    """Whether the negative belongs to a verb ("is not", "does Amazon S3 not", "cannot"), not to a noun or an adverb."""
    if words[at + 1 : at + 2] == ["only"] or words[at - 1 : at] == ["or"]:
        return False
    if words[at] != "not":
        return True
    before = words[asks:at]
    if before and before[-1] in _AUXILIARIES:
        return True
    auxiliary = next((word for word in before if word in _AUXILIARIES), "")
    if not auxiliary or _PREPOSITIONS.intersection(before):
        return False
    return auxiliary not in _COPULA_BEFORE_RELATIVE or len(before) <= before.index(auxiliary) + 4


RULE = Rule(
    name="negative-stem",
    severity="error",
    reason="A learner who overlooks the negative gets the question wrong despite knowing the answer.",
    source="Haladyna, Downing & Rodriguez 2002",
    bad="stem: Which task is not the customer's responsibility?",
    good="stem: Which task is the responsibility of AWS?",
    find=find,
    languages=ENGLISH,
)
