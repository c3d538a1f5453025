"""What somebody with a browser does on a page of practice exams, and what they see there."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

_LATER = """
if (!window.shifted) {
  const ticks = performance.now.bind(performance), wall = Date.now.bind(Date);
  performance.now = () => ticks() + window.shifted.by;
  Date.now = () => wall() + window.shifted.by;
  window.shifted = {by: 0};
}
shifted.by += 1000 * arguments[0];
tick();
"""


@dataclass(frozen=True)
class Learner:
    """A learner with a page open in a browser's current tab."""

    browser: "WebDriver"
    address: str

    @classmethod
    def new(cls, browser: "WebDriver", address: str) -> "Learner":
        """Opens the page in a browser that has never been there."""
        browser.get(address)
        browser.execute_script("localStorage.clear()")
        found = cls(browser, address)
        found.reload()
        return found

    def run(self, script: str, *values: object) -> Any:
        return self.browser.execute_script(script, *values)

    def reload(self) -> None:
        self.browser.refresh()

    def wait(self, condition: str) -> Any:
        """Waits until the script's expression is true, and returns it."""
        from selenium.webdriver.support.ui import WebDriverWait

        return WebDriverWait(self.browser, 20, 0.02).until(lambda _: self.run(f"return {condition}"))

    def text(self, selector: str = "#main") -> str:
        return str(self.run("return document.querySelector(arguments[0]).innerText", selector))

    def press(self, *keys: str) -> None:
        from selenium.webdriver import ActionChains

        actions = ActionChains(self.browser, duration=0)
        for key in keys:
            actions.send_keys(key)
        actions.perform()

    def click(self, name: str) -> None:
        """Clicks the button with this text or label, in the open dialog if there is one."""
        found = self.run(
            "const all = [...(document.querySelector('dialog') || document).querySelectorAll('button')];"
            "const hit = all.find(each => (each.getAttribute('aria-label') || each.textContent) === arguments[0]);"
            "hit?.click(); return Boolean(hit)",
            name,
        )
        assert found, f"there is no button '{name}' in: {self.text('body')[:2000]}"

    def start(self, name: str = "Exam 1") -> None:
        self.wait("writes")
        self.click(f"Start {name}")
        self.wait("view.name === 'exam'")

    def hand_in(self) -> None:
        self.run("askToHandIn()")
        self.run("document.getElementById('hand-in').click()")
        self.wait("view.name === 'report'")

    def answer(self, number: int, *, right: bool) -> None:
        """Chooses the right options of a question, counted from 1, or a wrong one, as a click on each would."""
        self.run(
            "move(arguments[0] - 1); const asked = current();"
            "const wanted = arguments[1] ? asked.right : [asked.options.find(each => !asked.right.includes(each))];"
            "for (const key of wanted) main.querySelector(`[data-option='${key}'] input`).click()",
            number,
            right,
        )

    def later(self, seconds: float) -> None:
        """Lets so much time pass, and the page notice it."""
        self.run(_LATER, seconds)

    def file_in(self, folder: Path) -> Path:
        """The file that the browser has saved there, once it is whole."""
        for _ in range(400):
            for found in folder.glob("*.jsonl"):
                if found.read_bytes().endswith(b"\n"):
                    return found
            self.run("return new Promise(done => setTimeout(done, 25))")
        raise AssertionError("nothing was saved")

    def lines(self) -> list[dict[str, Any]]:
        """The events that are stored, in order."""
        script = "return Object.keys(localStorage).filter(key => key.startsWith(EVENT)).map(key => localStorage[key])"
        return sorted((json.loads(line) for line in self.run(script)), key=lambda event: (event["at"], event["id"]))

    def kinds(self) -> list[str]:
        """The kinds of the steps that are stored, in order."""
        return [line["payload"]["kind"] for line in self.lines() if line["kind"] == "sitting-step"]
