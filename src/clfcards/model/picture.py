"""What a picture's file may be called."""

import re

PICTURE_NAME = re.compile(r"[A-Za-z0-9._-]+\Z")
"""Letters, digits, dots, `-` and `_`: what is safe in a card, in a package, and on every system."""
