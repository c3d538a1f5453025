"""A cache of source files in memory, for a program that reads the same folder again and again."""

from clfcards.source.bank_file import BankFile


class MemoryCache:
    """The last bytes of each file, and the result of reading them."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[bytes, BankFile]] = {}

    def get(self, path: str, data: bytes) -> BankFile | None:
        known, file = self._files.get(path, (b"", None))
        return file if known == data else None

    def put(self, path: str, data: bytes, file: BankFile) -> None:
        self._files[path] = data, file


IN_THIS_RUN = MemoryCache()
"""What this run of the program has read: a command that needs both the exam's bank and its deck parses files once."""
