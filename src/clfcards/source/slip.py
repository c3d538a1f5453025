"""A slip that makes a text unreadable as YAML."""

from dataclasses import dataclass

from clfcards.source.broken_yaml import Spot


@dataclass(frozen=True, slots=True)
class Slip:
    """Where the slip is, what to do about it, and the name of its rule."""

    at: Spot
    message: str
    rule: str = "yaml-syntax"
    width: int = 1
