"""Valid file names for pictures."""

import re

PICTURE_NAME = re.compile(r"[A-Za-z0-9._-]+\Z")
"""Letters, digits, dots, `-` and `_`: safe in a card, in a package, and on every operating system."""
