"""How large the list of members in a zip file is. Libraries read it as a whole before they name the first one."""

TAIL_BYTES = 22 + 65_535 + 20
"""The end of the file that is needed: the last record, the longest comment after it, and the record of zip64."""

TOO_LARGE = 2**62
"""The size that stands for the list of a zip64 file, whose true size is stated elsewhere."""

_END, _END_64 = b"PK\x05\x06", b"PK\x06\x07"  # the records at the end of a zip file: the directory's, and that of zip64


def directory_bytes(tail: bytes) -> int:
    """The size that the zip file states for its list of members; TOO_LARGE for a zip64 file.

    `tail` are the last TAIL_BYTES of the file, or the whole file if it is shorter.
    """
    if _END_64 in tail:
        return TOO_LARGE
    places = [at for at in range(len(tail)) if tail.startswith(_END, at)]
    return max((int.from_bytes(tail[at + 12 : at + 16], "little") for at in places), default=0)
