"""Presses keys at times of their own: a screen judges a held key by the times of its events."""

from typing import Any

from textual.events import Key
from textual.pilot import Pilot

_CHARACTERS = {"space": " ", "enter": "\r"}


async def press_after(pilot: Pilot[Any], seconds: float, *keys: str) -> None:
    """Presses each key this many seconds after the one before."""
    for key in keys:
        screen: Any = pilot.app.screen
        event = Key(key, _CHARACTERS.get(key, key if len(key) == 1 else None))
        event.time = screen._pressed.at + seconds if hasattr(screen, "_pressed") else event.time
        screen.post_message(event)
        await pilot.pause()


async def hold(pilot: Pilot[Any], key: str, seconds: float = 1.2, first: float = 0.5) -> None:
    """Presses a key and holds it: it comes again after `first` seconds, and then 25 times a second."""
    await pilot.press(key)
    await press_after(pilot, first, key)
    for _ in range(int(seconds * 25)):
        await press_after(pilot, 0.04, key)
