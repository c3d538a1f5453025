"""Runs the rules over the loaded sources, and adds the place in its file to every finding."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from clfcards.decks.contents import decode
from clfcards.decks.folders import namespace_in
from clfcards.decks.load import Loaded, with_source_lines
from clfcards.model.deck import DeckSettings
from clfcards.model.problem import Place, Problem, in_order
from clfcards.model.spelling import did_you_mean
from clfcards.rules import RULES, check
from clfcards.rules.rule import Finding, ForeignText, Rule, Sources
from clfcards.source.locate import locate
from clfcards.system.files import read_bytes, shown

_REFERENCES = ("unknown-fact", "unknown-question")


@dataclass(frozen=True, slots=True)
class SourcesHaveErrors:
    """The reason why something was not done: the sources have these problems, which must be fixed first."""

    problems: tuple[Problem, ...]


def problems_of(
    loaded: Loaded,
    rules: Iterable[Rule] = RULES,
    *,
    stale_before: dt.date | None = None,
    today: dt.date | None = None,
    foreign: tuple[ForeignText, ...] = (),
) -> list[Problem]:
    """The problems found by reading, and by every rule that the deck does not switch off, by file and line.

    `stale_before`, `today` and `foreign` are explained in `Sources`.
    """
    sources = loaded.sources()
    problems = [*loaded.problems, *_invalid_switches(loaded), *_shared_namespace(loaded)]
    if sources is not None:
        sources = replace(sources, stale_before=stale_before, today=today, foreign=foreign)
        problems += _with_places(loaded, check(sources, rules_in_force(rules, loaded.settings)))
    problems += _not_checked(loaded, sources)
    return in_order(problems)


def _not_checked(loaded: Loaded, sources: Sources | None) -> list[Problem]:
    """A note that says what was not checked because of another problem; nothing if that would have found nothing."""
    guide = shown(loaded.folder / "guide.yaml")
    if sources is None:
        if not loaded.bank.facts and not loaded.bank.questions:
            return []
        message = "only the form of the other files was checked: the rules need a guide without errors"
        return [Problem(Place(guide, 1, 1), message, "not-checked", "note")]
    if not sources.hides_items:
        return []
    unknown = sum(
        1 for rule in RULES if rule.name in _REFERENCES for _ in rule.find(replace(sources, hides_items=False))
    )
    if not unknown:
        return []
    hiding = {file.path for file in loaded.bank_files if file.hides_items}
    place = next((p.place for p in loaded.problems if not hiding or p.place.path in hiding), Place(guide, 1, 1))
    message = (
        f"{unknown} references to facts or questions were not checked: these may be in a file that could not be read"
        if unknown > 1
        else "a reference to a fact or question was not checked: it may be in a file that could not be read"
    )
    return [Problem(place, message, "not-checked", "note")]


def rules_in_force(rules: Iterable[Rule], settings: DeckSettings | None) -> tuple[Rule, ...]:
    """The rules that deck.yaml does not switch off; this is possible only for some rules that are judgment calls."""
    switches = settings.rules if settings is not None else {}
    return tuple(rule for rule in rules if not rule.can_be_switched_off or switches.get(rule.name, True))


def _invalid_switches(loaded: Loaded) -> list[Problem]:
    """A problem for each name under `rules` in deck.yaml that is not a rule that can be switched off."""
    if loaded.settings is None or not loaded.settings.rules:
        return []
    rules = {rule.name: rule for rule in RULES}
    problems: list[Problem] = []
    for name in loaded.settings.rules:
        if name not in rules:
            message = f"unknown rule '{name}'{did_you_mean(name, rules)}"
        elif not rules[name].can_be_waived:
            message = f"'{name}' cannot be switched off: it is not a judgment call"
        elif not rules[name].can_be_switched_off:
            message = f"'{name}' cannot be switched off, because it protects right answers: waive it on single items"
        else:
            continue
        problems.append(_in_settings(loaded, ("rules", name), message, "unknown-rule"))
    return with_source_lines(problems, loaded.files)


def _shared_namespace(loaded: Loaded) -> list[Problem]:
    """A problem if the exam has the namespace of another one beside it, as after copying its deck.yaml.

    The two would share a learner's log, and items with the same id would be the same note in Anki.
    """
    if loaded.settings is None:
        return []
    here = loaded.folder.resolve()
    for other in sorted(here.parent.glob("*/guide.yaml")):
        folder = other.parent
        if folder != here and namespace_in(folder / "deck.yaml") == loaded.settings.namespace:
            message = (
                f"'{shown(folder)}' has the namespace '{loaded.settings.namespace}' too: the newer exam needs another "
                "one, or their reviews and notes are mixed up"
            )
            found = [_in_settings(loaded, ("namespace",), message, "same-namespace")]
            return with_source_lines(found, loaded.files)
    return []


def _in_settings(loaded: Loaded, keys: tuple[str, ...], message: str, rule: str) -> Problem:
    """A problem at these keys of deck.yaml."""
    path = shown(loaded.folder / "deck.yaml")
    (place,) = locate(path, decode(read_bytes(loaded.files[path]))[0], [(-1, keys)])
    return Problem(place, message, rule)


def _with_places(loaded: Loaded, found: list[tuple[Rule, Finding]]) -> list[Problem]:
    by_file: dict[str, list[tuple[Rule, Finding]]] = defaultdict(list)
    for rule, finding in found:
        by_file[finding.origin.path].append((rule, finding))
    problems: list[Problem] = []
    for path, group in by_file.items():
        if path in loaded.files:
            text, _ = decode(read_bytes(loaded.files[path]))
            places = locate(path, text, [(finding.origin.index, finding.path) for _, finding in group])
        else:
            places = [Place(path or "decks", 1, 1)] * len(group)
        problems += [
            Problem(place, finding.message, rule.name, rule.severity)
            for place, (rule, finding) in zip(places, group, strict=True)
        ]
    return with_source_lines(problems, loaded.files)
