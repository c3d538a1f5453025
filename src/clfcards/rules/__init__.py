"""What makes a bank good: one rule a module, each a function from the bank to findings.

A rule sees values only. Its findings name an item and a path inside it; the place in the file is
looked up afterwards, so the model carries no line numbers.
"""

from collections.abc import Iterable

from clfcards.rules import (
    absolute_terms,
    answer_in_front,
    card_minimum,
    clang,
    duplicate_id,
    duplicate_option,
    duplicate_text,
    enumeration,
    key_longest,
    key_longest_bank,
    lead_in,
    length,
    media_size,
    missing_media,
    negative_stem,
    option_of_options,
    rationale_letter,
    stale_name,
    unknown_fact,
    unknown_service,
    unknown_task,
    unknown_topic,
    unused_media,
    yes_no,
)
from clfcards.rules.rule import Finding, Rule, Sources

RULES: tuple[Rule, ...] = (
    duplicate_id.RULE,
    unknown_task.RULE,
    unknown_topic.RULE,
    unknown_service.RULE,
    unknown_fact.RULE,
    missing_media.RULE,
    unused_media.RULE,
    media_size.RULE,
    duplicate_option.RULE,
    duplicate_text.RULE,
    option_of_options.RULE,
    negative_stem.RULE,
    rationale_letter.RULE,
    key_longest.RULE,
    key_longest_bank.RULE,
    absolute_terms.RULE,
    clang.RULE,
    lead_in.RULE,
    length.RULE,
    card_minimum.RULE,
    enumeration.RULE,
    yes_no.RULE,
    answer_in_front.RULE,
    stale_name.RULE,
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
