"""What to do next, as a value: the layers that know it do not know how a command line is written."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class NextStep:
    """A command by its name ("review", "guide apply") and the options to call it with, by their names.

    An empty command means: the same command again, with these options. An option whose value is True
    is a flag; one whose value is None is left for the person to fill in. `words.next_steps` writes it out.
    """

    command: str
    options: tuple[tuple[str, str | int | bool | None], ...] = ()

    @classmethod
    def run(cls, command: str, **options: str | int | bool | None) -> Self:
        return cls(command, tuple(options.items()))

    @classmethod
    def again_with(cls, **options: str | int | bool | None) -> Self:
        return cls("", tuple(options.items()))
