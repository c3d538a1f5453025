"""Takes pictures of real cards for the README: a built package, rendered by Anki's own back end, in Chromium.

Run it in the project's folder after `clfcards build --all`:

    .venv/bin/python docs/screenshots.py

It needs the test requirements and Chromium with its driver (Debian: chromium chromium-driver).
"""

import sys
import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

OUT = Path(__file__).parent / "cards"
PAGES = {
    "fact": "srm-ec2-guest-os",
    "picture": "",
    "cloze": "srm-of-in",
    "question": "",
    "question-two": "",
}
SIZES = {"desktop": (720, 640), "phone": (360, 740)}


def browser() -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    for flag in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--hide-scrollbars", "--force-device-scale-factor=1",
    ):  # fmt: skip
        options.add_argument(flag)
    return webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))


def page(css: str, body: str, night: bool, media: Path) -> str:
    """A page as Anki's reviewer builds it."""
    night_class = " nightMode" if night else ""
    return (
        f'<!doctype html><html class="{"night-mode" if night else ""}"><head><meta charset="utf-8">'
        f'<base href="{media.as_uri()}/"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<style>{css}</style></head><body class="card{night_class}"><div id="qa">{body}</div></body></html>'
    )


def main(package: str) -> None:
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(f"{folder}/collection.anki2")
        collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=package, options=ImportAnkiPackageOptions())
        )
        chosen = {
            "fact": collection.find_notes('"note:clfcards Fact" -Back:*img* -Why:*img* tag:*priority::1')[0],
            "picture": collection.find_notes("Id:s3-glacier-instant-retrieval OR Id:srm-aws-share-grows")[0],
            "cloze": collection.find_notes('"note:clfcards Cloze"')[0],
            "question": collection.find_notes('"note:clfcards Question" Choose:')[0],
            "question-two": collection.find_notes('"note:clfcards Question" Choose:_*')[0],
        }
        driver = browser()
        media = Path(collection.media.dir())
        for name, note_id in chosen.items():
            card = collection.get_card(collection.card_ids_of_note(note_id)[0])
            output = card.render_output()
            for night in (False, True):
                for size, (width, height) in SIZES.items():
                    driver.set_window_size(width, height)
                    for side, text in (("front", output.question_text), ("back", output.answer_text)):
                        path = Path(folder) / f"{side}.html"
                        path.write_text(page(output.css, text, night, media), encoding="utf-8")
                        driver.get(path.as_uri())
                        if side == "front" and name.startswith("question"):
                            options = driver.find_elements(By.CSS_SELECTOR, ".options li")
                            for option in options[:2]:
                                option.click()
                        tall = driver.execute_script("return document.documentElement.scrollHeight")
                        driver.set_window_size(width, max(height if size == "phone" else 0, tall) + 140)
                        shade = "night" if night else "light"
                        target = OUT / f"{name}-{side}-{shade}-{size}.png"
                        driver.find_element(By.TAG_NAME, "body").screenshot(str(target))
        driver.quit()
        collection.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "build/clf-c02.apkg")
