"""A rule in words for a writer: in the terminal, and in CONTRIBUTING."""

import re
from collections.abc import Iterable

from clfcards.model.language import Language, language_of
from clfcards.rules.rule import Rule
from clfcards.words.lines import folded

_WIDTH = 96
_SHORT_OPTIONS = re.compile(r"^ *(?:correct|distractors): ", re.MULTILINE)
_FIELD = re.compile(r"(?:- )?[a-z]+: ")


def explanation(rule: Rule) -> str:
    """What the rule looks for, why, where it comes from, an example, and how to waive it or switch it off."""
    paragraphs = [
        f"{rule.name} ({rule.severity})",
        _paragraph(rule.summary),
        _paragraph(f"Why: {rule.reason}"),
        _paragraph(f"Source: {rule.source}"),
        f"Instead of\n\n{_indented(rule.bad)}",
        f"write\n\n{_indented(rule.good)}",
    ]
    if _SHORT_OPTIONS.search(rule.good):
        paragraphs.append("(Options are shown by their text only; in a file, each also has a `why`.)")
    if rule.languages or rule.unsuited:
        paragraphs.append(_languages(rule))
    if rule.can_be_waived:
        waiver = f"waive: {{{rule.name}: why it does not apply here}}"
        paragraphs.append(f"To waive it on an item, with the reason:\n\n    {waiver}")
        paragraphs.append(f"To switch it off for all items, in deck.yaml:\n\n    rules: {{{rule.name}: false}}")
    else:
        paragraphs.append("It cannot be waived or switched off.")
    return "\n\n".join(paragraphs)


def _languages(rule: Rule) -> str:
    names = ", ".join(sorted(language_of(tag).name for tag in rule.languages or rule.unsuited))
    if rule.languages:
        return _paragraph(f"It looks for words of these languages, and is switched off in all others: {names}.")
    return _paragraph(f"It is switched off in these languages: {names}.")


def switched_off(rules: Iterable[Rule], language: Language) -> str:
    """One line with the rules that do not know the language of an exam; empty if there are none."""
    names = [rule.name for rule in rules if not rule.knows(language)]
    if not names:
        return ""
    rules_are, they_know = ("rules are", "they know") if len(names) > 1 else ("rule is", "it knows")
    listed = ", ".join(sorted(names))
    return f"{len(names)} {rules_are} switched off, because {they_know} no words of {language.name}: {listed}"


def rule_list(rules: Iterable[Rule]) -> str:
    """One line per rule."""
    ordered = sorted(rules, key=lambda rule: rule.name)
    width = max(len(rule.name) for rule in ordered)
    return "\n".join(f"{rule.name:{width}}  {rule.severity:7}  {rule.reason}" for rule in ordered)


def rule_table(rules: Iterable[Rule]) -> str:
    """A Markdown table with one row per rule, sorted by name."""
    rows = [
        f"| {rule.name} | {_kind(rule)} | {_cell(rule.bad)} | {_cell(rule.good)} | {rule.reason} |"
        for rule in sorted(rules, key=lambda rule: rule.name)
    ]
    return "\n".join(["| rule | kind | instead of | write | because |", "|---|---|---|---|---|", *rows])


def is_source(example: str) -> bool:
    """Whether an example is source text as in a file, and not a description."""
    return _FIELD.match(example) is not None


def _kind(rule: Rule) -> str:
    return rule.severity if rule.can_be_waived == (rule.severity == "warning") else "error, can be waived"


def _paragraph(text: str) -> str:
    return "\n".join(folded(text, _WIDTH))


def _indented(example: str) -> str:
    lines = example.splitlines() if is_source(example) else folded(example, _WIDTH - 4)
    return "\n".join(f"    {line}" for line in lines)


def _cell(example: str) -> str:
    """An example in one table cell: lines of a file as code, with no-break spaces for indents, which code keeps."""
    if not is_source(example):
        return example
    lines = [line.replace("  ", "\u00a0\u00a0").replace("|", "\\|") for line in example.splitlines()]
    return "<br>".join(f"`{line}`" for line in lines)
