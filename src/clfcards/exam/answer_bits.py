"""Numbers of any width, one after the other, as groups of a few bits and back."""

from collections.abc import Sequence


class Bits:
    """Numbers that are being written, the highest bit first."""

    def __init__(self) -> None:
        self._number = 0
        self._width = 0

    def add(self, value: int, width: int) -> None:
        """Adds a number. Raises ValueError if `width` bits are too few for it."""
        if not 0 <= value < 1 << width:
            raise ValueError(f"{value} does not fit into {width} bits")
        self._number = self._number << width | value
        self._width += width

    def groups_of(self, size: int) -> list[int]:
        """All bits in groups of `size`, the last filled with zeros."""
        count = -(-self._width // size)
        number = self._number << count * size - self._width
        return [number >> size * place & (1 << size) - 1 for place in reversed(range(count))]


class BitsRead:
    """Numbers that are being read from groups of `size` bits."""

    def __init__(self, groups: Sequence[int], size: int) -> None:
        self._number = 0
        for group in groups:
            self._number = self._number << size | group
        self.left = size * len(groups)

    def take(self, width: int) -> int:
        """The next number. Raises ValueError if fewer bits are left."""
        if width > self.left:
            raise ValueError("it ends too early")
        self.left -= width
        return self._number >> self.left & (1 << width) - 1
