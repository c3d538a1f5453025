"""What is left in a text of the place it was copied from: letters, numbers, marks of the key, typed counts."""

import re

_COUNT = r"(?:one|two|three|four|five|all|any|[1-5])"
_TYPED_COUNT = re.compile(
    rf"\s*[(\[]\s*(?:please\s+)?(?:choose|select|pick|mark|check)\s+(?:the\s+)?(?:best\s+|correct\s+)?{_COUNT}\b[^()\[\]]{{0,60}}[)\]]"
    rf"|(?:(?<=[.?!:])|^)\s*(?:please\s+)?(?:choose|select|pick)\s+(?:the\s+)?(?:best\s+|correct\s+)?{_COUNT}"
    r"(?:\s+(?:correct|right|best|of the|answers?|options?|responses?|that apply|choices?)\b[^.?!]{0,60})?[.!:]?\s*$",
    re.IGNORECASE,
)
_QUESTION_NUMBER = re.compile(
    r"\s*(?:#\s*\d+|(?:q|question|no\.?|nr\.?)\s*\d+\s*[:.)-]|\d{1,4}\s*[.)](?=\s))", re.IGNORECASE
)
_LETTER = re.compile(r"\s*(?:\(?[a-hA-H]\)|[A-H][.:](?=\s)|\(?[1-8]\)|[1-8]\.(?=\s))\s*")
_SURE_LETTER = re.compile(r"\s*\(?[a-hA-H]\)\s")
_KEY_MARK = re.compile(
    r"^\s*(?:\[[xX✓✔* ]\](?=\s)|[✓✔☑✅✗✘❌]|\*(?=\w)(?!.*\*)|\(?(?:correct|right|true)\)?\s*:)"
    r"|(?:[(\[]\s*(?:(?:the )?(?:correct|right)(?: answer)?|answer|key|x|✓|✔)\s*[)\]]|[✓✔☑✅❌]|(?<=\w)\s?\*+)\s*$",
    re.IGNORECASE,
)
_GIVEN_ANSWER = re.compile(
    r"(?:^|[.?!]\s+)(?:the\s+)?(?:correct|right)?\s*(?:answers?|ans|key)\s*(?:is|are)?\s*:\s*\(?[a-h]\b(?:\s*(?:,|and|&)\s*[a-h]\b)*",
    re.IGNORECASE,
)
_FACE_LABEL = re.compile(r"\s*(?:q|a|question|answer|front|back)\s*:\s", re.IGNORECASE)


def without_typed_count(stem: str) -> str:
    """The stem without a typed "(Choose two.)"."""
    return _TYPED_COUNT.sub("", stem).rstrip() if _may_have_count(stem) else stem


def typed_count(stem: str) -> str:
    """The typed "(Choose two.)" in a stem, or an empty text."""
    match = _TYPED_COUNT.search(stem) if _may_have_count(stem) else None
    return match[0].strip() if match else ""


def _may_have_count(stem: str) -> bool:
    lower = stem.lower()
    return any(word in lower for word in ("choose", "select", "pick", "mark", "check"))


def question_number(stem: str) -> str:
    """The number with which a stem begins, such as 'Q12:', or an empty text."""
    match = _QUESTION_NUMBER.match(stem)
    return match[0].strip() if match else ""


def given_answer(text: str) -> str:
    """A sentence that names the key by its letter, such as 'Answer: B', or an empty text."""
    match = _GIVEN_ANSWER.search(text) if ":" in text else None
    return match[0].lstrip(".?! ") if match else ""


def face_label(text: str) -> str:
    """The label with which a face of a card begins, such as 'Q:', or an empty text."""
    match = _FACE_LABEL.match(text)
    return match[0].strip() if match else ""


def option_letter(text: str) -> str:
    """The letter or number with which an option begins, such as 'A)' or '2.', or an empty text."""
    match = _LETTER.match(text)
    return match[0].strip() if match and match.end() < len(text) else ""


def is_sure_letter(text: str) -> bool:
    """Whether one option is enough to be sure: 'b) Amazon S3', but not 'C. elegans'."""
    return _SURE_LETTER.match(text) is not None


def key_mark(text: str) -> str:
    """A mark of the right option, such as '*', '[x]' or '(correct)', or an empty text."""
    match = _KEY_MARK.search(text)
    mark = match[0].strip() if match else ""
    is_emphasis = mark.startswith("*") and text.count("*") > len(mark)
    return "" if is_emphasis else mark
