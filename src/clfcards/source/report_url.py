"""The kind of value of `report_url`: a template for addresses, with the place of an item's id and version."""

import re
from dataclasses import dataclass

from clfcards.model.report_address import PLACEHOLDERS
from clfcards.source.kind import JsonSchema
from clfcards.source.nodes import Node
from clfcards.source.report import Report
from clfcards.source.word_kinds import Url

_BRACES = re.compile(r"\{[^{}]*\}?|\}")
_HOST = r"https://[^\s/.{}?#]+(\.[^\s/.{}?#]+)+"
_TEMPLATE = re.compile(rf"{_HOST}/\S*\Z")
_ANY = r"([^\s{}]|\{version\}|\{id\})*"
_SCHEMA_PATTERN = rf"^{_HOST}/{_ANY}\{{id\}}{_ANY}$"


@dataclass(frozen=True, slots=True)
class ReportUrl(Url):
    """An address with https, `{id}` once or more, perhaps `{version}`, and no other braces.

    Both stand after the host: otherwise an item's id could choose where a learner is led.
    """

    def read(self, node: Node, report: Report) -> str | None:
        address = Url.read(self, node, report)
        if address is not None and (fault := _fault(address)):
            report.error(node, fault, "bad-report-url")
            return None
        return address

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": _SCHEMA_PATTERN}


def _fault(address: str) -> str:
    """What is wrong with a template; empty if nothing is."""
    if not address.startswith("https://"):
        return f"'{address}' is not encrypted: it must begin with https://"
    for found in _BRACES.findall(address):
        if found not in PLACEHOLDERS:
            return f"'{found}' is not a placeholder of an address for reports: use {' and '.join(PLACEHOLDERS)}"
    if "{id}" not in address:
        return f"'{address}' does not say which item a report is about: write {{id}} where the item's id belongs"
    if not _TEMPLATE.match(address):
        return f"'{address}' has a placeholder in its host: write it after the '/' that ends the host"
    return ""
