"""What the environment can do to us: no such file, a full disk, a database from a newer version.

Mistakes an author made in the sources are `Problem` values instead, and a caller's bug is a ValueError.
"""


class ClfcardsError(Exception):
    """A failure outside the program; its message is one sentence that says what to do.

    Caught once, in the CLI.
    """


class UsageError(ClfcardsError):
    """The command was asked for something that cannot be; exit code 2."""
