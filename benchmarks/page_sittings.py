"""A thousand random sittings of the shipped exam: the page's figures in a browser beside those of the terminal.

    python benchmarks/page_sittings.py [NUMBER]

It builds the page, opens it in Chromium, and gives its script the events of each sitting. Every sentence with a number
has to be word for word that of the terminal, and the short text of answers has to give the sitting back.
"""

import shutil
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from tests.command import run
from tests.page.learner import Learner
from tests.page.random_sittings import differences

DECKS = Path(__file__).parents[1] / "decks"


def main(number: int) -> int:
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu"):
        options.add_argument(flag)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "clf-c02.html"
        result = run("--decks", str(DECKS), "--exam", "clf-c02", "--data", folder, "page", "-o", str(page))
        print(result.output.strip())
        browser = Chrome(options=options, service=ChromeService(shutil.which("chromedriver")))
        try:
            learner = Learner.new(browser, page.as_uri())
            found = list(islice(differences(learner, DECKS / "clf-c02", number), 20))
        finally:
            browser.quit()
    print("\n".join(found))
    print(f"{number} sittings, {len(found)} differences, {time.perf_counter() - began:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
