"""The old name of a service without its new one."""

import re
from collections.abc import Iterator

from clfcards.model.bank import Fact
from clfcards.model.cloze import uncovered
from clfcards.model.guide import Rename
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.texts import texts


def find(sources: Sources) -> Iterator[Finding]:
    patterns = [(rename, _old_name(rename)) for rename in sources.guide.renames]
    for item in sources.bank:
        said = [(path, uncovered(text) if path == ("cloze",) else text) for path, text in texts(item)]
        whole = "\n".join(text for _, text in said)
        for rename, pattern in patterns:
            if rename.old in whole and rename.new not in whole and pattern.search(whole):
                path = next((path for path, text in said if pattern.search(text)), ("id",))
                kind = "card" if isinstance(item, Fact) else "question"
                yield Finding(
                    item.origin, path, f"'{rename.old}' is now '{rename.new}', but the {kind} does not say so"
                )


def _old_name(rename: Rename) -> re.Pattern[str]:
    """The old name as whole words, where it is not the beginning of the new one."""
    rest = rename.new.removeprefix(rename.old) if rename.new.startswith(rename.old) else ""
    return re.compile(rf"\b{re.escape(rename.old)}\b" + (f"(?!{re.escape(rest)})" if rest else ""))


RULE = Rule(
    name="stale-name",
    severity="warning",
    reason="A learner would look for a name that no longer exists.",
    source="guide.yaml, renames",
    bad="back: AWS Single Sign-On",
    good="back: AWS IAM Identity Center (formerly AWS Single Sign-On)",
    find=find,
)
