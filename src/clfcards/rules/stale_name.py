"""The old name of a service without its new name."""

import re
from collections.abc import Iterator

from clfcards.model.bank import Fact
from clfcards.model.cloze import with_blanks_filled
from clfcards.model.guide import Rename
from clfcards.model.scripts import name_pattern
from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.texts import texts


def find(sources: Sources) -> Iterator[Finding]:
    patterns = [(rename, _old_name(rename)) for rename in sources.guide.renames]
    for item in sources.bank:
        readable = [(path, with_blanks_filled(text) if path == ("cloze",) else text) for path, text in texts(item)]
        whole = "\n".join(text for _, text in readable)
        for rename, pattern in patterns:
            if rename.old in whole and rename.new not in whole and pattern.search(whole):
                path = next((path for path, text in readable if pattern.search(text)), ("id",))
                kind = "card" if isinstance(item, Fact) else "question"
                yield Finding(
                    item.origin,
                    path,
                    f"'{rename.old}' is now '{rename.new}', but the {kind} does not mention the new name",
                )


def _old_name(rename: Rename) -> re.Pattern[str]:
    """A pattern for the old name as whole words, but not where it is the beginning of the new name."""
    rest = rename.new.removeprefix(rename.old) if rename.new.startswith(rename.old) else ""
    return re.compile(name_pattern(rename.old) + (f"(?!{re.escape(rest)})" if rest else ""))


RULE = Rule(
    name="stale-name",
    severity="warning",
    reason="A learner would look for a name that no longer exists.",
    source="guide.yaml, renames",
    bad="back: AWS Single Sign-On",
    good="back: AWS IAM Identity Center (formerly AWS Single Sign-On)",
    find=find,
)
