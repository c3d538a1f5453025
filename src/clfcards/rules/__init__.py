"""The rules of a good bank: one module per rule, each with a function from the bank to findings.

A rule sees only values. Its findings name an item and a path inside the item. The place in the file is
looked up afterwards, so the model contains no line numbers.

A module in this folder is a rule: it has a RULE and is discovered by its file, so there is no list of rules.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module

from clfcards.model.language import language_of
from clfcards.rules.rule import Finding, Rule, Sources

SUPPORT = frozenset(
    {"copied_runs", "leftovers", "names", "rule", "service_names", "similarity", "texts", "word_lists", "words"}
)
"""The modules in this folder that are not rules, but are shared by several rules."""

RULES: tuple[Rule, ...]
"""Every rule, by name."""

ERRORS: tuple[Rule, ...]
"""The rules that a build requires to pass."""

__all__ = ["ERRORS", "RULES", "SUPPORT", "Finding", "Rule", "Sources", "check", "rules_in"]


def rules_in(folders: Sequence[str]) -> tuple[Rule, ...]:
    """The RULE of every module in these folders of the package, by name. This also works in a zip file.

    Raises AttributeError for a module that has no RULE and is not in SUPPORT.
    """
    from pkgutil import iter_modules  # imported here, because most commands do not need the rules

    names = sorted(module.name for module in iter_modules(folders))
    return tuple(import_module(f"{__name__}.{name}").RULE for name in names if name not in SUPPORT)


@cache
def _rules() -> tuple[Rule, ...]:
    return rules_in(__path__)


def __getattr__(name: str) -> tuple[Rule, ...]:
    """RULES and ERRORS, loaded on first use: a command that only reads the bank does not need them."""
    if name == "RULES":
        return _rules()
    if name == "ERRORS":
        return tuple(rule for rule in _rules() if rule.severity == "error")
    raise AttributeError(f"module '{__name__}' has no attribute '{name}'")


def check(sources: Sources, rules: Iterable[Rule] | None = None) -> list[tuple[Rule, Finding]]:
    """Every finding of the rules that know the language and that the item does not waive. By default, of all rules."""
    language = language_of(sources.guide.language)
    waived = {(item.origin, rule) for item in sources.bank for rule in (item.waive or ())}
    return [
        (rule, finding)
        for rule in (_rules() if rules is None else rules)
        if rule.knows(language)
        for finding in rule.find(sources)
        if (finding.origin, rule.name) not in waived or not rule.can_be_waived
    ]
