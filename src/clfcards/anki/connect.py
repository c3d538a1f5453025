"""AnkiConnect: the add-on through which a running Anki answers on loopback.

Every answer is checked for its type, and every failure is a sentence that says what to do. The add-on's answers are
described in its README; the tests run the same calls on Anki's own back end.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from clfcards import codec
from clfcards.errors import ClfcardsError
from clfcards.system.loopback import LoopbackAddress, NoAnswerError, post

T = TypeVar("T")

DEFAULT_ADDRESS = "127.0.0.1:8765"
API_KEY = "CLFCARDS_ANKI_KEY"
"""The environment variable with the API key, which is not an option, so that it is in no list of processes."""

_VERSION = 6  # of the protocol; the add-on has had it since 2017
_ADD_ON = "2055492159"  # the code of AnkiConnect on AnkiWeb
_HELLO_SECONDS = 10.0
_SECONDS = 60.0
_MOST = 64_000_000  # bytes of one answer; 500 notes have about 2,000,000
_CALLS = 50  # in one request: the add-on reads requests slowly


class AnkiError(ClfcardsError):
    """AnkiConnect answered a call with an error; `said` is its text."""

    def __init__(self, said: str, sentence: str) -> None:
        super().__init__(sentence)
        self.said = said


class AnkiConnect:
    """A connection to the add-on at an address, with its API key if it has one."""

    def __init__(self, address: LoopbackAddress, key: str = "") -> None:
        self.address = address
        self._key = key
        self._has_answered = False

    def greet(self) -> None:
        """Refuses what is not AnkiConnect, an old one, and one that refuses the key. Raises ClfcardsError."""
        version = self.call(int, "version", seconds=_HELLO_SECONDS)
        if version < _VERSION:
            raise ClfcardsError(_too_old(f"it speaks version {version}, and {_VERSION} is needed"))

    def call(self, type_: type[T], action: str, *, seconds: float = _SECONDS, **params: Any) -> T:
        """The result of one action. Raises AnkiError if it failed, and ClfcardsError if there was no answer."""
        return self._result(type_, action, self._answer(self._request(action, params), seconds))

    def call_each(self, type_: type[T], calls: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[T | AnkiError]:
        """The results of many actions in order, sent in as few requests as the add-on takes well."""
        for some in _batches(calls):
            requests = [self._request(action, params) for action, params in some]
            answers = self.call(list[Any], "multi", actions=requests)
            if len(answers) != len(requests):
                raise self._nonsense()
            for (action, _), answer in zip(some, answers, strict=True):
                try:
                    yield self._result(type_, action, answer)
                except AnkiError as error:
                    yield error

    def call_all(self, type_: type[T], calls: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[T]:
        """As `call_each`, for calls none of which should fail. Raises AnkiError for the first that does."""
        for answer in self.call_each(type_, calls):
            if isinstance(answer, AnkiError):
                raise answer
            yield answer

    def _request(self, action: str, params: dict[str, Any]) -> dict[str, Any]:
        key = {"key": self._key} if self._key else {}
        return {"action": action, "version": _VERSION, "params": params, **key}

    def _answer(self, request: dict[str, Any], seconds: float) -> Any:
        try:
            data = post(self.address, codec.encode(request), seconds, _MOST)
        except NoAnswerError as error:
            raise self._no_answer(error, seconds) from error
        try:
            answer = codec.decode(data, dict[str, Any])
        except (ValueError, RecursionError) as error:
            raise self._nonsense(data) from error
        self._has_answered = True
        return answer

    def _result(self, type_: type[T], action: str, answer: Any) -> T:
        if not isinstance(answer, dict) or not {"result", "error"} <= answer.keys():
            raise self._nonsense()
        if (said := answer["error"]) is not None:
            raise self._error(action, str(said))
        try:
            return codec.from_json(answer["result"], type_)
        except ValueError as error:
            raise ClfcardsError(
                f"what answers at {self.address} answered '{action}' with something else than AnkiConnect does "
                f"({error}): is another program using this port?"
            ) from error

    def _error(self, action: str, said: str) -> AnkiError:
        if "api key" in said:
            what = "refuses this API key" if self._key else "wants its API key"
            sentence = f"AnkiConnect {what}: set {API_KEY} to the 'apiKey' in the add-on's configuration"
        elif said == "unsupported action":
            sentence = _too_old(f"it has no '{action}'")
        elif said == "collection is not available":
            sentence = f"Anki has no profile open{self._profiles()}: choose one in Anki, and run this again"
        else:
            sentence = f"Anki refused '{action}': {said}"
        return AnkiError(said, sentence)

    def _profiles(self) -> str:
        try:
            names = self.call(list[str], "getProfiles")
        except ClfcardsError:  # the sentence is right without them
            return ""
        return f" (there {'is' if len(names) == 1 else 'are'} {_quoted(names)})" if names else ""

    def _no_answer(self, error: NoAnswerError, seconds: float) -> ClfcardsError:
        if self._has_answered and error.is_end:
            return ClfcardsError(
                f"Anki stopped answering at {self.address}: if it was closed, start it, and run this again"
            )
        match error.failure:
            case "refused":
                return ClfcardsError(
                    f"nothing answers at {self.address}: start Anki; if it is open, get the add-on AnkiConnect with "
                    f"the code {_ADD_ON} under Tools → Add-ons → Get Add-ons, and restart Anki"
                )
            case "silent":
                return ClfcardsError(
                    f"Anki did not answer at {self.address} within {seconds:.0f} seconds: if it is syncing or shows a "
                    "dialog, wait or close it, and run this again"
                )
            case "flood":
                return ClfcardsError(
                    f"what answers at {self.address} sends more than {_MOST // 1_000_000} MB: it is not AnkiConnect"
                )
            case "forbidden":
                return ClfcardsError(f"what answers at {self.address} refuses this program, as AnkiConnect never does")
            case "nonsense":
                return self._nonsense(error.beginning)

    def _nonsense(self, data: bytes = b"") -> ClfcardsError:
        beginning = data[:40].decode("utf-8", "replace").strip()
        what = f" (its answer begins with '{beginning}')" if beginning else ""
        return ClfcardsError(
            f"what answers at {self.address} is not AnkiConnect{what}: is another program using this port?"
        )


def _batches(calls: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[Sequence[tuple[str, dict[str, Any]]]]:
    some: list[tuple[str, dict[str, Any]]] = []
    for call in calls:
        some.append(call)
        if len(some) == _CALLS:
            yield some
            some = []
    if some:
        yield some


def _too_old(why: str) -> str:
    return f"the add-on AnkiConnect is too old ({why}): update it in Anki under Tools → Add-ons → Check for Updates"


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
