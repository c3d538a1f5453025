"""The one way a page for a browser is made: Jinja2, which escapes every value unless it is marked as HTML."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from clfcards.codec import encode
from clfcards.render.html import to_html

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_FOLDER = Path(__file__).parent / "templates"


def page(template: str, **values: object) -> str:
    """The page's HTML, which needs no other file.

    Every value is escaped where it is shown, but for two filters: `markdown` makes HTML of source text,
    `json` makes data for a script. A name that a template uses and nobody gives is an error.
    """
    return _environment().get_template(template).render(values)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # here: only pages need its 50 ms

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {"markdown": _markdown, "json": _json}
    return environment


# The only two places that mark text as HTML.


def _markdown(source: str) -> "Markup":
    """Source text as HTML: `to_html` escapes all that is not its own markup."""
    from markupsafe import Markup

    return Markup(to_html(source, {}))


def _json(value: object) -> "Markup":
    """A value as JSON inside a script element: "</" would end the element, and "<!--" open a comment in it."""
    from markupsafe import Markup

    return Markup(encode(value).decode().replace("<", "\\u003c"))
