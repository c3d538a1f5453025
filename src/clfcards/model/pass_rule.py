"""What passes an exam: a score on a scale, a number of right answers, or a percentage of right answers."""

from dataclasses import dataclass

from clfcards.model.number import Number


@dataclass(frozen=True, slots=True)
class ScaledPass:
    """A scaled score from `minimum` to `maximum`; `cut` or more passes."""

    minimum: int
    maximum: int
    cut: int

    def __post_init__(self) -> None:
        if not self.minimum < self.cut < self.maximum:
            raise ValueError(f"the passing score {self.cut} is not between {self.minimum} and {self.maximum}")


@dataclass(frozen=True, slots=True)
class RawPass:
    """`cut` or more right answers to the scored questions of a whole exam pass."""

    cut: int

    def __post_init__(self) -> None:
        if self.cut < 1:
            raise ValueError(f"{self.cut} right answers cannot be a pass mark")


@dataclass(frozen=True, slots=True)
class PercentPass:
    """`cut` percent or more of right answers pass."""

    cut: Number

    def __post_init__(self) -> None:
        if not 0 < self.cut <= 100:
            raise ValueError(f"{self.cut}% cannot be a pass mark")


PassRule = ScaledPass | RawPass | PercentPass
