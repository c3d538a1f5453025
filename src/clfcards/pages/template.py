"""How every HTML page is made: with Jinja2, which escapes every value unless it is marked as HTML."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from clfcards.codec import encode
from clfcards.model.language import language_of
from clfcards.pages.policy import Framed, content_policy, practice_policy
from clfcards.render.html import to_html
from clfcards.render.isolation import isolated
from clfcards.visible import visible

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_FOLDER = Path(__file__).parent / "templates"
_NOTHING_FRAMED = Framed()


def page(
    template: str, *, language: str = "en", framed: Framed = _NOTHING_FRAMED, follows: bool = False, **values: object
) -> str:
    """The page's HTML, which needs no other file.

    `framed` has the styles and scripts of its frames, and `follows` says whether it asks its server for newer
    versions; a content security policy forbids everything else. Every value is escaped, with the exception of four
    filters: `markdown` makes HTML from source text, `exam` marks a text as being in the exam's `language`, `json` makes
    data for a script, and `compact` shortens the scripts and styles that we wrote. If a template uses a name that is
    not among `values`, an error is raised.

    The page's own words are English. If the exam is in a right-to-left language, the page begins at the right.
    """
    direction = language_of(language).direction
    shared = {"framed": framed, "follows": follows, "language": language, "direction": direction}
    return _environment().get_template(template).render(values, **shared)


@cache
def _environment() -> "Environment":
    # Imported here, because it takes 50 ms, and only pages need it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
    from markupsafe import escape

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_shown,
    )
    environment.globals |= {"content_policy": content_policy, "practice_policy": practice_policy}
    environment.filters |= {
        "markdown": pass_context(lambda context, source: _in_language(_markdown(source), context["language"])),
        "exam": pass_context(lambda context, text: _in_language(escape(str(_shown(text))), context["language"])),
        "json": _json,
        "compact": _compact,
    }
    return environment


# Only these five functions mark text as HTML.


def _shown(value: object) -> object:
    """Every value that a page shows: what a browser would obey, such as a change of direction, becomes an escape."""
    from markupsafe import Markup

    if isinstance(value, Markup):
        return Markup(visible(value))
    return visible(value) if isinstance(value, str) else value


def _markdown(source: str) -> "Markup":
    """Source text as HTML; `to_html` escapes everything except its own markup."""
    from markupsafe import Markup

    return Markup(to_html(source, {}))


def _in_language(rendered: "Markup", tag: str) -> "Markup":
    """HTML of a text in the exam's language, isolated from the English words around it."""
    from markupsafe import Markup

    language = language_of(tag)
    if language.is_english:
        return rendered
    inside = isolated(rendered) if language.is_right_to_left else rendered
    return Markup(f'<bdi lang="{tag}" dir="{language.direction}">{inside}</bdi>')


def _compact(source: "Markup") -> "Markup":
    """A script or styles without indentation and without lines that are only a comment, which readers need not load."""
    from markupsafe import Markup

    lines = (line.strip() for line in source.splitlines())
    return Markup("\n".join(line for line in lines if line and not line.startswith("//")))


def _json(value: object) -> "Markup":
    """A value as JSON for a script element, in which "</" would end the element and "<!--" open a comment."""
    from markupsafe import Markup

    return Markup(encode(value).decode().replace("<", "\\u003c"))
