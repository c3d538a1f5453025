"""The address at which a learner reports a mistake in an item: a template of the deck settings, filled in."""

from urllib.parse import quote

PLACEHOLDERS = ("{id}", "{version}")
"""What a template may have: the item's id, which it must have, and the version of the item that the learner saw."""


def report_address(template: str, item: str, version: str) -> str:
    """The template with both values in it, percent-encoded, so that neither can end its part of the address."""
    return template.replace("{id}", quote(item, safe="")).replace("{version}", quote(version, safe=""))
