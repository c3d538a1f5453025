"""The user's browser."""

import webbrowser


def open_link(url: str) -> bool:
    """Opens the page; False where no browser could be started."""
    return webbrowser.open(url)
