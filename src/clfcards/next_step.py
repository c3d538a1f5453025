"""The next command to run, as a value: the layers that suggest it do not know the command-line syntax."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class NextStep:
    """The name of a command ("review", "guide apply") and the options to call it with, by name.

    An empty command means the same command again with these options. An option whose value is True is a
    flag; an option whose value is None is for the person to fill in. `words.next_steps` formats it.
    """

    command: str
    options: tuple[tuple[str, str | int | bool | None], ...] = ()

    @classmethod
    def run(cls, command: str, **options: str | int | bool | None) -> Self:
        return cls(command, tuple(options.items()))

    @classmethod
    def again_with(cls, **options: str | int | bool | None) -> Self:
        return cls("", tuple(options.items()))
