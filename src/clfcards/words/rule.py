"""A rule in words for a writer."""

import sys
from collections.abc import Iterable

from clfcards.rules.rule import Rule
from clfcards.words.lines import folded

_WIDTH = 96


def explanation(rule: Rule) -> str:
    """What the rule looks for, why, where it comes from, and how to waive it."""
    summary = (sys.modules[rule.find.__module__].__doc__ or "").strip()  # one rule, one module
    if rule.can_be_waived:
        waiver = f"To waive it on an item, with the reason:\n\n    waive: {{{rule.name}: why it does not hold here}}"
    else:
        waiver = "It cannot be waived."
    paragraphs = [f"{rule.name} ({rule.severity})", summary, rule.reason, f"Source: {rule.source}"]
    return "\n\n".join([*("\n".join(folded(text, _WIDTH)) for text in paragraphs), waiver])


def rule_list(rules: Iterable[Rule]) -> str:
    """Every rule on a line."""
    ordered = sorted(rules, key=lambda rule: rule.name)
    width = max(len(rule.name) for rule in ordered)
    return "\n".join(f"{rule.name:{width}}  {rule.severity:7}  {rule.reason}" for rule in ordered)
