"""Anki's desktop program, driven from outside: the child process behind `desktop.py`.

It reads one call per line on standard input, as JSON, and answers each with one line. Everything else is the
real program: its import dialog, its reviewer, its web views. Key presses and clicks do not come through here.
They come from the X server, like a learner's.
"""

import json
import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import aqt
from aqt.clayout import CardLayout
from aqt.import_export.importing import import_file
from aqt.profiles import ProfileManager
from aqt.qt import QMessageBox, QPoint
from aqt.theme import Theme, theme_manager

_PATIENCE_SECONDS = 90.0  # a machine may be busy; nobody waits for it otherwise
# A side that the reviewer has faded in.
_IS_DRAWN = "!!document.querySelector('#qa .clf') && document.getElementById('qa').style.opacity !== '0'"


class Program:
    """The running program with an empty profile. Each public method is a call; values are what JSON can hold."""

    def __init__(self, base: str) -> None:
        profiles = ProfileManager(ProfileManager.get_created_base_folder(base))
        profiles.setupMeta()
        profiles.create("User 1")
        profiles.set_update_check(False)  # a test opens no connection
        profiles.setLang("en_US")  # the first start would ask for it; this also saves
        app = aqt._run(["anki", "-b", base, "-l", "en_US", "-p", "User 1"], exec=False)
        assert app is not None
        self.app = app
        self._order: list[int] = []  # the cards in the order of the package
        self._until(lambda: aqt.mw.state == "deckBrowser", "the list of decks")

    def import_package(self, path: str) -> str:
        """File → Import with the options that the dialog offers; returns the text of its log."""
        import_file(aqt.mw, path)
        dialog = self._window("ImportDialog")
        self._until(
            lambda: self._script(dialog.web, "!!document.querySelector('button.primary')"), "the import's options"
        )
        self._script(dialog.web, "document.querySelector('button.primary').click()")
        self._until(lambda: "Overview" in self._text(dialog.web), "the import's log")
        log = self._text(dialog.web)
        dialog.close()
        self._until(lambda: "ImportDialog" not in self.windows(), "the import's end")
        self._order = list(aqt.mw.col.db.list("select id from cards order by due, id"))
        return log

    def show(self, note: str) -> None:
        """Brings the first card of the note with this Id to the front of the queue, as new, and opens the reviewer."""
        self._show(f"Id:{note}", note)

    def show_in(self, deck: str, note: str) -> None:
        """The same for a note that has its Id only in this deck."""
        self._show(f'Id:{note} "deck:{deck}"', note)

    def _show(self, search: str, note: str) -> None:
        col = aqt.mw.col
        (note_id,) = col.find_notes(search)
        card = col.get_note(note_id).cards()[0]
        seen = list(col.find_cards("-is:new"))
        if seen:
            col.sched.schedule_cards_as_new(seen)
        first = list(col.db.list("select id from cards where due <= 0"))
        col.sched.reposition_new_cards(first, 1_000_000, 1, False, False)
        col.sched.reposition_new_cards([card.id], 0, 1, False, False)
        col.decks.select(card.did)
        if aqt.mw.state == "review":
            self.script("document.getElementById('qa').innerHTML = ''")
            aqt.mw.reviewer.nextCard()
        else:
            aqt.mw.moveToState("review")
        aqt.mw.activateWindow()
        aqt.mw.web.setFocus()
        self._until(
            lambda: aqt.mw.reviewer.card is not None and aqt.mw.reviewer.card.id == card.id, f"the card of {note}"
        )
        self.settle()

    def settle(self) -> None:
        """Waits until the side that the reviewer is in has been drawn."""
        is_back = json.dumps(aqt.mw.reviewer.state == "answer")
        self.wait(f"{_IS_DRAWN} && !!document.getElementById('answer') === {is_back}")
        self._pump()

    def script(self, expression: str) -> Any:
        """The value of an expression in the reviewer's page."""
        return self._script(aqt.mw.reviewer.web, expression)

    def wait(self, expression: str) -> None:
        """Waits until an expression in the reviewer's page is true."""
        self._until(lambda: bool(self.script(expression)), expression)

    def state(self) -> dict[str, Any]:
        """Where the program is: its state, the side that is shown, the note's Id, and the number of answers so far."""
        reviewer, card = aqt.mw.reviewer, aqt.mw.reviewer.card
        return {
            "at": aqt.mw.state,
            "side": reviewer.state,
            "note": card.note()["Id"] if card else "",
            "answers": aqt.mw.col.db.scalar("select count() from revlog"),
            "windows": self.windows(),
            "deck": aqt.mw.col.decks.name(card.did) if card else "",
        }

    def place(self, selector: str, index: int) -> list[int]:
        """The point of the screen in the middle of an element of the page."""
        box = self.script(
            f"(r => [r.x + r.width / 2, r.y + r.height / 2])(document.querySelectorAll({json.dumps(selector)})[{index}]"
            ".getBoundingClientRect())"
        )
        point = aqt.mw.reviewer.web.mapToGlobal(QPoint(int(box[0]), int(box[1])))
        return [point.x(), point.y()]

    def resize(self, width: int, height: int) -> None:
        """Makes the window so large that the page has `width` × `height` pixels."""
        window, web = aqt.mw, aqt.mw.reviewer.web
        web.setMinimumWidth(0)  # a phone is narrower than Anki's window can be
        window.setMinimumSize(0, 0)
        for _ in range(3):
            window.resize(window.width() + width - web.width(), window.height() + height - web.height())
            self._pump()
        self.wait(f"innerWidth === {width} && innerHeight === {height}")

    def night(self, is_on: bool) -> None:
        if theme_manager.night_mode != is_on:
            aqt.mw.set_theme(Theme.DARK if is_on else Theme.LIGHT)
            self._pump(0.3)
        self.wait(f"document.documentElement.classList.contains('night-mode') === {json.dumps(is_on)}")

    def shot(self, path: str) -> None:
        """A picture of the reviewer's page as it is on the screen."""
        self._pump(0.2)
        aqt.mw.reviewer.web.grab().save(path)

    def new_card_tags(self, deck: str, limit: int) -> list[list[str]]:
        """The tags of the next new cards of a deck, none of them seen before, as the scheduler hands them out."""
        col = aqt.mw.col
        seen = list(col.find_cards("-is:new"))
        if seen:
            col.sched.schedule_cards_as_new(seen)
        col.sched.reposition_new_cards(self._order, 1, 1, False, False)  # as imported: `show` has moved some
        col.decks.select(col.decks.id_for_name(deck))
        queued = col.sched.get_queued_cards(fetch_limit=limit)
        return [col.get_note(entry.card.note_id).tags for entry in queued.cards]

    def longest(self, note_type: str, count: int, text: str = "") -> list[str]:
        """The Ids of the notes of a type that have the most text, and this text among it."""
        notes = [aqt.mw.col.get_note(id_) for id_ in aqt.mw.col.find_notes(f'"note:{note_type}"')]
        notes = [note for note in notes if text in "".join(note.fields)]
        return [note["Id"] for note in sorted(notes, key=lambda note: -len("".join(note.fields)))[:count]]

    def previewer(self, search: str, expression: str) -> Any:
        """The value of an expression in the Browser's preview of the only card that a search finds."""
        browser = aqt.dialogs.open("Browser", aqt.mw, search=(search,))
        self._until(lambda: browser.table.len() == 1, "the card in the Browser")
        browser.table.select_all()
        self._until(lambda: browser.editor is not None and browser.editor.note is not None, "the note in its editor")
        browser.onTogglePreview()
        self._until(lambda: browser._previewer is not None and browser._previewer._web is not None, "the Previewer")
        web = browser._previewer._web
        self._until(lambda: bool(self._script(web, f"{_IS_DRAWN}")), "the preview")
        value = self._script(web, expression)
        browser._previewer.close()
        browser.close()
        self._until(lambda: "Browser" not in self.windows(), "the Browser's end")
        return value

    def card_layout(self, search: str, expression: str) -> Any:
        """The value of an expression in the Card Layout window of the only note that a search finds."""
        (note_id,) = aqt.mw.col.find_notes(search)
        layout = CardLayout(aqt.mw, aqt.mw.col.get_note(note_id), 0)
        self._until(lambda: bool(self._script(layout.preview_web, f"{_IS_DRAWN}")), "the layout")
        value = self._script(layout.preview_web, expression)
        layout.close()
        self._until(lambda: "CardLayout" not in self.windows(), "the end of the layout")
        return value

    def windows(self) -> list[str]:
        shown = [w for w in self.app.topLevelWidgets() if w.isVisible()]
        return sorted(w.text() if isinstance(w, QMessageBox) else type(w).__name__ for w in shown)

    def close_windows(self) -> None:
        """Closes all windows but the main one."""
        if self.windows() == ["AnkiQt"]:
            return
        aqt.dialogs.closeAll(lambda: None)
        self._until(lambda: self.windows() == ["AnkiQt"], "the other windows' end")

    def pump(self) -> None:
        """Lets the program work off what it has been sent."""
        self._pump(0.15)

    def _text(self, web: Any) -> str:
        return str(self._script(web, "document.body.innerText"))

    def _window(self, name: str) -> Any:
        def found() -> Any:
            return next((w for w in self.app.topLevelWidgets() if type(w).__name__ == name and w.isVisible()), None)

        self._until(lambda: found() is not None, f"the window {name}")
        return found()

    def _script(self, web: Any, script: str) -> Any:
        got: list[Any] = []
        web.page().runJavaScript(script, got.append)
        self._until(lambda: bool(got), f"the value of {script}")
        return got[0]

    def _until(self, is_so: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + _PATIENCE_SECONDS
        while not is_so():
            if time.monotonic() > end:
                raise TimeoutError(f"nothing came of {what}; open: {self.windows()}; {self._page()}")
            self._pump(0.005)

    def _page(self) -> str:
        got: list[object] = []
        aqt.mw.web.page().runJavaScript("document.body.innerHTML.replace(/<style>[^]*?<.style>/, '')", got.append)
        self._pump(0.5)
        return str(got)[:1500]

    def _pump(self, seconds: float = 0.05) -> None:
        end = time.monotonic() + seconds
        while True:
            self.app.processEvents()
            if time.monotonic() >= end:
                return
            time.sleep(0.002)


def main(base: str) -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # the program's own chatter goes to standard error
    calls: queue.Queue[str] = queue.Queue()

    def read() -> None:
        for line in sys.stdin:
            calls.put(line)
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    program = Program(base)
    print("ready", file=answers, flush=True)
    while True:
        program.app.processEvents()
        try:
            name, arguments = json.loads(calls.get(timeout=0.005))
        except queue.Empty:
            continue
        try:
            answer = {"value": getattr(program, name)(*arguments)}
        except Exception as error:  # noqa: BLE001  # the test reports it
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
