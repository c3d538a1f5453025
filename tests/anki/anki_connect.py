"""A server that answers AnkiConnect's calls on top of Anki's own back end.

Each call does what the add-on does (its plugin/__init__.py, version 6 of the protocol), on a real collection. What
is not here, the desktop around it, was tried by hand.
"""

# ruff: noqa: N802, N803  # the add-on's names

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from anki.errors import NotFoundError

from anki.collection import Collection


class Actions:
    """The add-on's actions; each method is one, by its name there."""

    def __init__(self, collection: Collection | None, profiles: list[str]) -> None:
        self._collection = collection
        self._profiles = profiles
        self.called: list[str] = []
        self.selected: list[int] = []
        """The notes that are selected in the Browser."""
        self.reviewed: int | None = None
        """The card in review."""

    @property
    def col(self) -> Collection:
        if self._collection is None:
            raise ValueError("collection is not available")
        return self._collection

    def version(self) -> int:
        return 6

    def getProfiles(self) -> list[str]:
        return self._profiles

    def getMediaDirPath(self) -> str:
        return str(self.col.media.dir())

    def getMediaFilesNames(self, pattern: str = "*") -> list[str]:
        return [path.name for path in Path(self.col.media.dir()).glob(pattern)]

    def storeMediaFile(
        self, filename: str, data: str = "", path: str = "", skipHash: str = "", deleteExisting: bool = True
    ) -> str | None:
        assert not deleteExisting
        content = base64.b64decode(data) if data else Path(path).read_bytes()
        return str(self.col.media.write_data(filename, content))

    def findNotes(self, query: str) -> list[int]:
        return list(map(int, self.col.find_notes(query)))

    def findCards(self, query: str) -> list[int]:
        return list(map(int, self.col.find_cards(query)))

    def guiSelectedNotes(self) -> list[int]:
        return self.selected

    def guiCurrentCard(self) -> dict[str, Any]:
        if self.reviewed is None:
            raise ValueError("Gui review is not currently active.")
        return {"cardId": self.reviewed, "question": "", "answer": ""}

    def notesInfo(self, notes: list[int]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for number in notes:
            try:
                note = self.col.get_note(number)
            except NotFoundError:
                found.append({})
                continue
            type_ = note.note_type()
            fields = {f["name"]: {"value": note.fields[f["ord"]], "order": f["ord"]} for f in type_["flds"]}
            cards = self.col.db.list("select id from cards where nid = ? order by ord", number)
            found.append(
                {"noteId": number, "tags": note.tags, "fields": fields, "modelName": type_["name"], "cards": cards}
            )
        return found

    def getDecks(self, cards: list[int]) -> dict[str, list[int]]:
        decks: dict[str, list[int]] = {}
        for card in cards:
            name = self.col.decks.get(self.col.db.scalar("select did from cards where id=?", card))["name"]
            decks.setdefault(name, []).append(card)
        return decks

    def updateNoteFields(self, note: dict[str, Any]) -> None:
        own = self.col.get_note(note["id"])
        for name, value in note["fields"].items():
            if name in own:
                own[name] = value
        self.col.update_note(own)

    def addTags(self, notes: list[int], tags: str) -> None:
        self.col.tags.bulk_add(notes, tags)

    def removeTags(self, notes: list[int], tags: str) -> None:
        self.col.tags.bulk_remove(notes, tags)

    def changeDeck(self, cards: list[int], deck: str) -> None:
        did = self.col.decks.id(deck)
        self.col.sched.remFromDyn(cards)
        for card in cards:
            self.col.db.execute("update cards set usn=?, did=? where id = ?", self.col.usn(), did, card)

    def suspend(self, cards: list[int]) -> bool:
        for card in cards:  # as the add-on does it, although this leaves some out if any is suspended
            if self.col.get_card(card).queue == -1:
                cards.remove(card)
        if not cards:
            return False
        self.col.sched.suspend_cards(cards)
        return True

    def setSpecificValueOfCard(
        self, card: int, keys: list[str], newValues: list[Any], warning_check: bool = False
    ) -> list[Any]:
        assert warning_check
        try:
            own = self.col.get_card(card)
            for key, value in zip(keys, newValues, strict=True):
                setattr(own, key, value)
            self.col.update_card(own, skip_undo_entry=True)
        except Exception as error:  # noqa: BLE001  # as the add-on does
            return [[False, str(error)]]
        return [True]

    def insertReviews(self, reviews: list[list[int]]) -> None:
        if reviews:
            rows = ",".join("({})".format(",".join(map(str, row))) for row in reviews)
            self.col.db.execute("insert into revlog(id,cid,usn,ease,ivl,lastIvl,factor,time,type) values " + rows)

    def getReviewsOfCards(self, cards: list[int]) -> dict[int, list[dict[str, int]]]:
        names = ["id", "usn", "ease", "ivl", "lastIvl", "factor", "time", "type"]
        query = "select {} from revlog where cid = ?".format(", ".join(names))
        return {card: [dict(zip(names, row, strict=True)) for row in self.col.db.all(query, card)] for card in cards}

    def cardsInfo(self, cards: list[int]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for number in cards:
            try:
                card = self.col.get_card(number)
            except NotFoundError:
                found.append({})
                continue
            names = {"interval": "ivl", "note": "nid"}
            names |= {name: name for name in ("factor", "ord", "type", "queue", "due", "reps", "lapses", "left", "mod")}
            deck = self.col.decks.name(card.did)
            found.append(
                {"cardId": number, "question": card.question(), "answer": card.answer(), "deckName": deck}
                | {name: getattr(card, own) for name, own in names.items()}
            )
        return found

    def getDeckConfig(self, deck: str) -> Any:
        did = self.col.decks.id_for_name(deck)
        return self.col.decks.config_dict_for_deck_id(did) if did else False

    def saveDeckConfig(self, config: dict[str, Any]) -> bool:
        if int(config["id"]) not in [each["id"] for each in self.col.decks.all_config()]:
            return False
        self.col.decks.update_config({**config, "id": int(config["id"])})
        return True

    def setDeckConfigId(self, decks: list[str], configId: int) -> bool:
        for deck in decks:
            did = self.col.decks.id_for_name(deck)
            if did is None:
                return False
            own = self.col.decks.get(did)
            own["conf"] = int(configId)
            self.col.decks.save(own)
        return True

    def cloneDeckConfigId(self, name: str, cloneFrom: int | str = 1) -> Any:
        configs = {each["id"]: each for each in self.col.decks.all_config()}
        if int(cloneFrom) not in configs:
            return False
        return self.col.decks.add_config_returning_id(name, configs[int(cloneFrom)])

    def removeDeckConfigId(self, configId: int) -> bool:
        if int(configId) not in [each["id"] for each in self.col.decks.all_config()]:
            return False
        self.col.decks.remove_config(int(configId))
        return True

    def modelNamesAndIds(self) -> dict[str, int]:
        return {each.name: each.id for each in self.col.models.all_names_and_ids()}

    def modelTemplates(self, modelName: str) -> dict[str, dict[str, str]]:
        model = self.col.models.by_name(modelName)
        if model is None:
            raise ValueError(f"model was not found: {modelName}")
        return {each["name"]: {"Front": each["qfmt"], "Back": each["afmt"]} for each in model["tmpls"]}

    def deckNames(self) -> list[str]:
        return [deck.name for deck in self.col.decks.all_names_and_ids()]


class RunningAnki:
    """A running Anki with the add-on. `api_key` is the key that it wants, and `lacks` are actions that it has not.

    `before` is called with the name of each action before it is done: a test can let the learner do something, such as
    close Anki.
    """

    def __init__(self, port: int, actions: Actions) -> None:
        self.port = port
        self.actions = actions
        self.api_key: str | None = None
        self.lacks: set[str] = set()
        self.before: Callable[[str], None] = lambda _: None
        self.is_closed = False
        self.requests: list[str] = []

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        name = request["action"]
        try:
            if request.get("key") != self.api_key and name != "requestPermission":
                raise ValueError("valid api key must be provided")  # noqa: TRY301  # as the add-on does
            if name == "multi":
                return {"result": [self.answer(each) for each in request["params"]["actions"]], "error": None}
            if name in self.lacks or not hasattr(Actions, name):
                raise ValueError("unsupported action")  # noqa: TRY301
            self.before(name)
            if self.is_closed:
                raise ValueError("Anki is closed")  # noqa: TRY301
            self.requests.append(name)
            return {"result": getattr(self.actions, name)(**request.get("params", {})), "error": None}
        except Exception as error:  # noqa: BLE001  # as the add-on does
            return {"result": None, "error": str(error)}


@contextmanager
def running_anki(collection: Collection | None, *, profiles: tuple[str, ...] = ("User 1",)) -> Iterator[RunningAnki]:
    """Anki with this collection open, or with none: it shows its profiles then."""
    running: RunningAnki

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body = json.dumps(running.answer(request)).encode()
            if running.is_closed:
                return
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    running = RunningAnki(server.server_port, Actions(collection, list(profiles)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
