"""Takes the pictures of cards for the README in Anki's own reviewer, on a virtual screen.

Run it in the project's folder after `clfcards build`:

    .venv/bin/python -m docs.screenshots

It needs the extras `test` and `desktop`, Xvfb and xdotool (`.ci/run` has the list for Debian).
"""

import sys
import tempfile
from pathlib import Path

from tests.anki_desktop.desktop import Desktop, started_desktop

OUT = Path(__file__).parent / "cards"
NOTES = {
    "fact": "srm-ec2-guest-os",
    "picture": "srm-aws-share-grows",
    "cloze": "srm-of-in",
    "question": "q-21-open-database-port",
    "question-two": "q-21-duties-kept-on-lambda",
}
WIDTHS = {"desktop": 720, "phone": 375}
SHORTEST, TALLEST = 200, 2200


def photograph(desktop: Desktop, name: str, width: int) -> None:
    """The side that is shown, in a window as tall as it is."""
    desktop.call("wait", "[...document.images].every(image => image.complete && image.naturalWidth > 0)")
    for height in (SHORTEST, TALLEST):  # a picture that was out of sight gets its size only when it is seen
        desktop.call("resize", width, height)
        desktop.call("pump")
    tall = desktop.page("Math.ceil(document.body.getBoundingClientRect().height)")
    desktop.call("resize", width, max(SHORTEST, min(TALLEST, tall)))
    desktop.page("scrollTo(0, 0)")
    desktop.call("shot", str(OUT / f"{name}.png"))


def main(package: str) -> None:
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, started_desktop(Path(folder), [Path(package).resolve()]) as desktop:
        for night in (False, True):
            for size, width in WIDTHS.items():
                for kind, note in NOTES.items():
                    desktop.call("show", note)
                    desktop.call("night", night)
                    desktop.call("resize", width, 700)
                    if kind.startswith("question"):
                        desktop.press("alt+1", "alt+2")
                    for side in ("front", "back"):
                        photograph(desktop, f"{kind}-{side}-{'night' if night else 'light'}-{size}", width)
                        if side == "front":
                            desktop.turn()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "build/clf-c02.apkg")
