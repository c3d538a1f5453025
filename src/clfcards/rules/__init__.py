"""What makes a bank good: one rule a module, each a function from the bank to findings.

A rule sees values only. Its findings name an item and a path inside it; the place in the file is
looked up afterwards, so the model carries no line numbers.
"""

from collections.abc import Iterable

from clfcards.rules import (
    absolute_terms,
    all_of_the_above,
    card_answer_in_front,
    card_enumeration,
    card_interference,
    card_maximum,
    card_minimum,
    card_vague_front,
    card_yes_no,
    clang,
    closed_service,
    contradiction,
    duplicate_id,
    duplicate_option,
    duplicate_text,
    foreign_likeness,
    grammar_cue,
    heterogeneous,
    key_longest,
    key_longest_bank,
    lead_in,
    length,
    media_size,
    missing_media,
    near_duplicate,
    negative_stem,
    option_order,
    option_overlap,
    rationale_letter,
    rationale_option,
    scope,
    stale_fact,
    stale_name,
    unknown_fact,
    unknown_question,
    unknown_service,
    unknown_task,
    unknown_topic,
    unused_media,
    unwritten,
    vague_terms,
)
from clfcards.rules.rule import Finding, Rule, Sources

RULES: tuple[Rule, ...] = (
    duplicate_id.RULE,
    unknown_task.RULE,
    unknown_topic.RULE,
    unknown_service.RULE,
    unknown_fact.RULE,
    unknown_question.RULE,
    unwritten.RULE,
    missing_media.RULE,
    unused_media.RULE,
    media_size.RULE,
    duplicate_option.RULE,
    duplicate_text.RULE,
    near_duplicate.RULE,
    contradiction.RULE,
    foreign_likeness.RULE,
    all_of_the_above.RULE,
    negative_stem.RULE,
    rationale_letter.RULE,
    rationale_option.RULE,
    key_longest.RULE,
    key_longest_bank.RULE,
    absolute_terms.RULE,
    vague_terms.RULE,
    clang.RULE,
    grammar_cue.RULE,
    option_overlap.RULE,
    option_order.RULE,
    heterogeneous.RULE,
    lead_in.RULE,
    length.RULE,
    card_minimum.RULE,
    card_maximum.RULE,
    card_enumeration.RULE,
    card_yes_no.RULE,
    card_answer_in_front.RULE,
    card_vague_front.RULE,
    card_interference.RULE,
    stale_name.RULE,
    stale_fact.RULE,
    scope.RULE,
    closed_service.RULE,
)

ERRORS = tuple(rule for rule in RULES if rule.severity == "error")
"""The rules a build insists on."""

__all__ = ["ERRORS", "RULES", "Finding", "Rule", "Sources", "check"]


def check(sources: Sources, rules: Iterable[Rule] = RULES) -> list[tuple[Rule, Finding]]:
    """Every finding of the rules, less those an item waives."""
    waived = {(item.origin, rule) for item in sources.bank for rule in (item.waive or ())}
    return [
        (rule, finding)
        for rule in rules
        for finding in rule.find(sources)
        if (finding.origin, rule.name) not in waived or not rule.can_be_waived
    ]
