"""The link with which a learner reports a mistake in an item, and the version of the item that it names."""

import hashlib
import html

from clfcards.model.bank import Fact, Option, Question
from clfcards.model.report_address import report_address
from clfcards.render.cloze import cloze_html
from clfcards.render.html import to_html

_BEGIN = ' · <a class="report" '


def item_version(item: Fact | Question) -> str:
    """Eight digits of a hash of what the item says: its texts as they are shown, which options are right, its source.

    It is computed from the item alone, so the same text has the same version in Anki, in a terminal and on a page,
    whether it was published or not. What a learner does not read (tags, the order of the options, the day on which the
    source was last read) does not change it, and neither does a change of the sources that is not seen. So a link in
    an Anki package changes only in notes that have changed anyway.
    """
    texts = [*_texts(item), html.escape(item.source)]
    return hashlib.blake2b("\0".join(texts).encode(), digest_size=4).hexdigest()


def _texts(item: Fact | Question) -> list[str]:
    if isinstance(item, Question):
        options = [("right", option) for option in item.correct] + [("wrong", option) for option in item.distractors]
        return [to_html(item.stem, {}), *sorted(f"{role}\0{_option(option)}" for role, option in options)]
    if item.cloze:
        return [cloze_html(item.cloze, {}), to_html(item.why, {})]
    return [to_html(text, {}) for text in (item.front, item.back, item.why)]


def _option(option: Option) -> str:
    return f"{to_html(option.text, {})}\0{to_html(option.why, {})}"


def report_link(template: str, item: Fact | Question) -> str:
    """The address for a report about the item as it is now; empty if the deck has no `template`."""
    return report_address(template, item.id, item_version(item)) if template else ""


def with_report_link(field: str, address: str, words: str) -> str:
    """A field of a note with a link at its end; `field` and `words` are HTML. Without an address, the field alone."""
    return f'{field}{_BEGIN}href="{html.escape(address)}">{words}</a>' if address else field


def without_report_link(field: str) -> str:
    """What the field was before `with_report_link`."""
    return field.partition(_BEGIN)[0]
