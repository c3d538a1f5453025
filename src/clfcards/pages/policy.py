"""The content security policy of the pages: they load nothing, and run only their own scripts and styles."""

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

_IN_PAGE = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


@dataclass(frozen=True, slots=True)
class Framed:
    """The styles and scripts of the frames in a page, which inherit its policy."""

    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


def content_policy(style: str, script: str, framed: Framed, follows: bool) -> str:
    """The policy of a page with these texts in its style and its script element.

    Browsers run a script or a style only if its hash is in the policy, so that text that became HTML by mistake
    would do nothing. A page that `follows` its sources may also ask the server it came from. Styles in attributes
    are allowed: charts have the lengths of their bars there.
    """
    parts = {
        "default-src": "'none'",
        "style-src": _hashes((style, *framed.styles)),
        "style-src-attr": "'unsafe-inline'",
        "script-src": _hashes((script, *framed.scripts)),
        "img-src": "data:",
        "connect-src": "'self'" if follows else "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in parts.items())


def practice_policy(style: str, script: str, site: bool) -> str:
    """The policy of the page of practice exams: no style attribute, and nothing is loaded.

    A page of a `site` may have the manifest, the icons and the service worker that lie beside it.
    """
    own = "'self'" if site else "'none'"
    parts = {
        "default-src": "'none'",
        "style-src": _hashes((style,)),
        "script-src": _hashes((script,)),
        "img-src": own,
        "manifest-src": own,
        "worker-src": own,
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in parts.items())


def policy_in(page: str) -> str:
    """The policy that is written in a page. Raises ValueError if there is none."""
    found = _IN_PAGE.search(page)
    if found is None:
        raise ValueError("the page has no content security policy")
    return unescape(found[1])


def _hashes(texts: Iterable[str]) -> str:
    """The hashes of texts that are not empty, as a policy names them."""
    digests = (hashlib.sha256(text.encode()).digest() for text in dict.fromkeys(texts) if text.strip())
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests) or "'none'"
