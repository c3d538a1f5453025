"""HTML tags and entities, and Markdown that cards do not support: learners would see the signs."""

import re
from collections.abc import Iterator

from clfcards.rules.rule import Finding, Rule, Sources
from clfcards.rules.texts import texts

_CODE = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`]*`", re.DOTALL)
_TAG = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|center|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|small|span|strong|sub|sup|table|"
    r"tbody|td|th|thead|tr|tt|u|ul)(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(
    r"&(?:nbsp|amp|lt|gt|quot|apos|ndash|mdash|hellip|rsquo|lsquo|ldquo|rdquo|#x?[0-9a-f]{1,6});", re.IGNORECASE
)
_BLOCK = re.compile(r"^(?:#{1,6}[ \t]|>[ \t]|(?:-{3,}|\*{3,}|_{3,})[ \t]*$|\[\^?[^\]\n]{1,40}\]:)", re.MULTILINE)
_STRUCK = re.compile(r"~~[^~\n]{1,200}~~")


def find(sources: Sources) -> Iterator[Finding]:
    for item in sources.bank:
        for path, text in texts(item):
            if any(sign in text for sign in "<&#>~-*_[") and (found := _left_over(text)):
                yield Finding(item.origin, path, found)


def _left_over(text: str) -> str:
    """The message about the first sign that would be shown as it is, or an empty text."""
    prose = _CODE.sub("", text) if "`" in text or "~~~" in text else text
    if tag := _TAG.search(prose) or _ENTITY.search(prose):
        return f"learners see '{tag[0]}' as it is: use Markdown, or put it in backticks if it is code"
    if "\n" in prose and (block := _BLOCK.search(prose)):
        sign = block[0].strip()
        return f"'{sign}' at the beginning of a line is shown as it is: cards have no headings, quotes or rules"
    if struck := _STRUCK.search(prose):
        return f"'{struck[0]}' is shown as it is: cards have no struck text"
    return ""


RULE = Rule(
    name="markup-left-over",
    severity="warning",
    reason="Cards show a part of Markdown and no HTML, so that a card cannot break a page.",
    source="design of this project",
    bad="why: Objects are stored in buckets.<br>A bucket is in one Region.",
    good="why: Objects are stored in buckets. A bucket is in **one** Region.",
    find=find,
)
