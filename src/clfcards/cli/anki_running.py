"""The option and the connection of the commands that talk to a running Anki."""

import os
from collections.abc import Callable

import click

from clfcards.anki.connect import API_KEY, DEFAULT_ADDRESS, AnkiConnect
from clfcards.system.loopback import loopback_address


def with_address(function: Callable[..., None]) -> Callable[..., None]:
    """Adds the option for the address of AnkiConnect."""
    return click.option(
        "--address", default=DEFAULT_ADDRESS, metavar="HOST:PORT", show_default=True,
        help="Where AnkiConnect answers on this computer.",
    )(function)  # fmt: skip


def connection(address: str) -> AnkiConnect:
    """The connection. Raises UsageError for an address that is not on this computer."""
    return AnkiConnect(loopback_address(address), os.environ.get(API_KEY, ""))
