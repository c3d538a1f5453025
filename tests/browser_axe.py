"""A page as people with other windows, colors and senses meet it: axe-core, widths, and the keyboard."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (320, 390, 1280)
"""CSS pixels: WCAG's narrowest window (1280 at a zoom of 400%), a phone, and a desk."""

# Everything that WCAG 2.2 asks for at levels A and AA, and what axe calls best practice: landmarks, one h1, order.
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """
const done = arguments[arguments.length - 1];
const only = {type: "tag", values: arguments[0]};
const options = {runOnly: only, rules: {"target-size": {enabled: true}}, iframes: false, preload: false,
                 resultTypes: ["violations"]};
axe.run(document, options)
   .then(found => done(found.violations.map(each => [each.id, each.help, each.nodes.map(node => node.html)])),
         error => done([["axe", String(error), []]]));
"""
_FOCUSED = """
const found = document.activeElement;
if (!found || found === document.body) { return null; }
const style = getComputedStyle(found), box = found.getBoundingClientRect();
return {name: found.tagName.toLowerCase() + (found.id ? "#" + found.id : ""), label: found.textContent.trim(),
        outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
        inside: box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight};
"""


@cache
def _axe() -> str:
    """The text of axe-core, as the package selenium-axe-python has it."""
    return (files("selenium_axe_python") / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def violations(browser: "Chrome") -> list[str]:
    """What axe-core finds wrong with the open page, without its frames: a line for each kind, with the elements."""
    browser.execute_script(f"if (!window.axe) {{ {_axe()} }}")
    found: list[tuple[str, str, list[str]]] = browser.execute_async_script(_RUN, _TAGS)
    return [f"{rule}: {help_}: {' | '.join(nodes)}" for rule, help_, nodes in found]


@contextmanager
def window(browser: "Chrome", width: int, scheme: Scheme = "light", *, still: bool = False) -> Iterator[None]:
    """A window of `width` CSS pixels in light or dark colors; `still` if the reader asks for less motion."""
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    motion = "reduce" if still else "no-preference"
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": motion},
    ]
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})
    try:
        yield
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})


def too_wide(browser: "Chrome") -> int:
    """By how many pixels the open page is wider than its window."""
    return int(browser.execute_script("return document.documentElement.scrollWidth - innerWidth"))


def focus_order(browser: "Chrome", at_most: int = 200) -> list[dict[str, Any]]:
    """What the Tab key reaches, in order, until the focus leaves the page or comes back.

    Each has a `name`, a `label`, the width of its `outline` in pixels, and whether it is `inside` the window.
    """
    from selenium.webdriver import ActionChains, Keys

    reached: list[dict[str, Any]] = []
    first: Any = None
    browser.execute_script("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)")
    for _ in range(at_most):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        found = browser.execute_script(_FOCUSED)
        element = browser.switch_to.active_element
        if found is None or element == first:
            break
        first = first or element
        reached.append(found)
    return reached
