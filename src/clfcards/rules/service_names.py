"""Find the guide's services in a text."""

import re
from collections.abc import Iterable, Iterator

from clfcards.model.guide import Guide, Service
from clfcards.model.scripts import name_pattern


class ServiceNames:
    """Finds services by their full names. A longer name wins: 'Amazon FSx for Lustre' is not 'Amazon FSx'."""

    def __init__(self, guide: Guide, wanted: Iterable[str]) -> None:
        """`wanted` are the ids of the services to find."""
        by_name = {service.name: service for service in guide.services.values()}
        self._wanted = {guide.services[id_].name: guide.services[id_] for id_ in wanted}
        longest_first = sorted(by_name, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(name_pattern, longest_first)) or r"(?!)")

    def find(self, text: str) -> Iterator[Service]:
        if any(name in text for name in self._wanted):  # a quick check: most texts name none of them
            for match in self._pattern.finditer(text):
                if match[0] in self._wanted:
                    yield self._wanted[match[0]]
