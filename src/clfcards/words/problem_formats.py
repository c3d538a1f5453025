"""Problems for machines: GitHub's workflow commands, and SARIF for code scanning."""

from collections.abc import Iterable
from typing import Any

from clfcards import __version__
from clfcards.model.problem import Problem
from clfcards.rules.rule import Rule

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_COMMANDS = {"note": "notice"}  # GitHub's name for it


def github(problems: Iterable[Problem]) -> str:
    """One workflow command per problem. GitHub shows it next to the line in a pull request."""
    return "\n".join(
        f"::{_COMMANDS.get(p.severity, p.severity)} "
        f"file={_property(p.place.path)},line={p.place.line},col={p.place.column},"
        f"title={_property(p.rule)}::{_escaped(p.message)}"
        for p in problems
    )


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def sarif(problems: Iterable[Problem], rules: Iterable[Rule]) -> dict[str, Any]:
    """A SARIF 2.1.0 log of one run. Problems found while reading a file refer to rules that have no description."""
    described = [
        {
            "id": rule.name,
            "shortDescription": {"text": rule.reason},
            "help": {"text": f"Source: {rule.source}"},
            "defaultConfiguration": {"level": rule.severity},
        }
        for rule in rules
    ]
    results = [
        {
            "ruleId": p.rule,
            "level": p.severity,
            "message": {"text": p.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": p.place.path},
                        "region": {
                            "startLine": p.place.line,
                            "startColumn": p.place.column,
                            "endColumn": p.place.column + p.place.width,
                        },
                    }
                }
            ],
        }
        for p in problems
    ]
    driver = {"name": "clfcards", "version": __version__, "rules": described}
    return {
        "$schema": _SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
