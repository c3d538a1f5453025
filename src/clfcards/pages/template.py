"""How every HTML page is made: with Jinja2, which escapes every value unless it is marked as HTML."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from clfcards.codec import encode
from clfcards.pages.policy import Framed, content_policy
from clfcards.render.html import to_html

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_FOLDER = Path(__file__).parent / "templates"
_NOTHING_FRAMED = Framed()


def page(template: str, *, framed: Framed = _NOTHING_FRAMED, follows: bool = False, **values: object) -> str:
    """The page's HTML, which needs no other file.

    `framed` has the styles and scripts of its frames, and `follows` says whether it asks its server for newer
    versions; a content security policy forbids everything else. Every value is escaped, with the exception of two
    filters: `markdown` makes HTML from source text, and `json` makes data for a script. If a template uses a name
    that is not among `values`, an error is raised.
    """
    return _environment().get_template(template).render(values, framed=framed, follows=follows)


@cache
def _environment() -> "Environment":
    # Imported here, because it takes 50 ms, and only pages need it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["content_policy"] = content_policy
    environment.filters |= {"markdown": _markdown, "json": _json}
    return environment


# Only these two functions mark text as HTML.


def _markdown(source: str) -> "Markup":
    """Source text as HTML; `to_html` escapes everything except its own markup."""
    from markupsafe import Markup

    return Markup(to_html(source, {}))


def _json(value: object) -> "Markup":
    """A value as JSON for a script element, in which "</" would end the element and "<!--" open a comment."""
    from markupsafe import Markup

    return Markup(encode(value).decode().replace("<", "\\u003c"))
