"""The kinds of value that are numbers, each in its range."""

import re
from dataclasses import dataclass

from clfcards.source.kind import JsonSchema, name_scalar
from clfcards.source.nodes import Node
from clfcards.source.report import Report

_WHOLE = re.compile(r"[-+]?[0-9]+(\.0*)?\Z")
_RANGE = re.compile(r"\d+(?:\.\d+)?\s*%?\s*(?:-|–|—|\.\.|to)\s*\d+(?:\.\d+)?\s*%?\Z")  # 25-30, 25–30 %, 25 to 30
_DECIMAL = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)\Z")


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """A whole number in [minimum, maximum]."""

    minimum: int = 0
    maximum: int = 1_000_000

    def read(self, node: Node, report: Report) -> int | None:
        scalar = name_scalar(node, report, "a whole number")
        if scalar is None:
            return None
        if not scalar.plain or not _WHOLE.match(scalar.text) or len(scalar.text) > 12:
            report.error(scalar, f"'{scalar.text}' is not a whole number", "bad-number")
            return None
        number = int(scalar.text.partition(".")[0])
        if not self.minimum <= number <= self.maximum:
            report.error(scalar, f"{number} is not between {self.minimum} and {self.maximum}", "out-of-range")
            return None
        return number

    def schema(self) -> JsonSchema:
        return {"type": "integer", "minimum": self.minimum, "maximum": self.maximum}


@dataclass(frozen=True, slots=True)
class Decimal:
    """A decimal number in [minimum, maximum]."""

    minimum: float
    maximum: float

    def read(self, node: Node, report: Report) -> float | None:
        scalar = name_scalar(node, report, "a number")
        if scalar is None:
            return None
        if not scalar.plain or not _DECIMAL.match(scalar.text) or len(scalar.text) > 24:
            report.error(scalar, f"'{scalar.text}' is not a number", "bad-number")
            return None
        number = float(scalar.text)
        if not self.minimum <= number <= self.maximum:
            report.error(scalar, f"{number:g} is not between {self.minimum:g} and {self.maximum:g}", "out-of-range")
            return None
        return number

    def schema(self) -> JsonSchema:
        return {"type": "number", "minimum": self.minimum, "maximum": self.maximum}


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage greater than 0 and at most 100, with at most two decimals; an int if it is whole."""

    def read(self, node: Node, report: Report) -> int | float | None:
        scalar = name_scalar(node, report, "a percentage")
        if scalar is None:
            return None
        if len(scalar.text) <= 24 and _RANGE.match(scalar.text):
            message = f"'{scalar.text}' is a range, and ranges are not supported: write one number, such as 12.5"
            report.error(scalar, message, "not-supported")
            return None
        if scalar.text.endswith("%"):
            report.error(scalar, f"'{scalar.text}' has a percent sign: write the number alone", "bad-number")
            return None
        number = Decimal(0, 100).read(scalar, report)
        if number is None:
            return None
        if not number or number != round(number, 2):
            message = f"{scalar.text} is not a valid percentage: use more than 0, and at most two decimals"
            report.error(scalar, message, "out-of-range")
            return None
        return int(number) if number.is_integer() else number

    def schema(self) -> JsonSchema:
        return {"type": "number", "exclusiveMinimum": 0, "maximum": 100}


@dataclass(frozen=True, slots=True)
class Proportion:
    """A number greater than 0 and less than 1."""

    def read(self, node: Node, report: Report) -> float | None:
        number = Decimal(0, 1).read(node, report)
        if number in (0, 1):
            report.error(node, f"{number:g} is not a valid proportion: use more than 0 and less than 1", "out-of-range")
            return None
        return number

    def schema(self) -> JsonSchema:
        return {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}
