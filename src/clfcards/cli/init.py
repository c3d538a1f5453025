"""`clfcards init`: makes the folder of a new exam."""

import datetime as dt
import re
import sys
from collections.abc import Callable
from typing import TypeVar

import click

from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.errors import UsageError
from clfcards.exchange.new_exam import NewDomain, NewExam, domain_of, pass_rule_of
from clfcards.source.word_kinds import is_id, is_url
from clfcards.system.files import shown
from clfcards.system.streams import is_terminal
from clfcards.use_cases.new_exam import decks_for_new_exam, make_exam, refuse_used
from clfcards.words import new_exam as words

T = TypeVar("T")


@with_global_options
@click.argument("code", required=False)
@click.option("--name", metavar="TEXT", help="The exam's full name.")
@click.option("--vendor", metavar="TEXT", help="Who offers the exam.")
@click.option("--guide", metavar="URL", help="The address of the published exam guide.")
@click.option(
    "--domain", "domains", multiple=True, metavar="TEXT",
    help="A domain with its weight, such as '24 Cloud Concepts'; once for each domain.",
)  # fmt: skip
@click.option("--scored", type=click.IntRange(1, 1000), metavar="N", help="The number of scored questions.")
@click.option("--unscored", type=click.IntRange(0, 1000), metavar="N", help="The number of unscored questions, if any.")
@click.option("--minutes", type=click.IntRange(1, 1000), metavar="N", help="The time limit in minutes.")
@click.option(
    "--pass", "pass_mark", metavar="MARK",
    help="What passes: a number of right answers (29), a percentage (72%), or a score (700 of 100-1000).",
)  # fmt: skip
@click.option("--language", metavar="TAG", help="The exam's language, such as en (the default), ja or ar.")
@click.option("--namespace", metavar="ID", help="What names its notes in Anki forever; by default the code.")
def command(
    options: GlobalOptions,
    code: str | None,
    name: str | None,
    vendor: str | None,
    guide: str | None,
    domains: tuple[str, ...],
    scored: int | None,
    unscored: int | None,
    minutes: int | None,
    pass_mark: str | None,
    language: str | None,
    namespace: str | None,
) -> None:
    """Make the folder of a new exam: a guide, settings, one fact and one question, with comments.

    CODE is the exam's code, such as AIF-C01. In a terminal, what you do not give is asked; Ctrl-C leaves nothing
    behind. `check` and `build` pass at once, and you go on from there.
    """
    ask = _Asker(asks=is_terminal(sys.stdin) and not options.as_json)
    decks = decks_for_new_exam(options.decks)
    chosen = ask.value(code, "CODE", "The exam's code, such as AIF-C01", _code)
    chosen_namespace = _id(namespace or chosen.lower())
    refuse_used(decks, chosen, chosen_namespace)
    exam = NewExam(
        code=chosen,
        name=ask.value(name, "--name", "Its full name", _text),
        vendor=ask.value(vendor, "--vendor", "Who offers it", _text),
        guide=ask.value(guide, "--guide", "The address of its guide", _address),
        domains=ask.domains(domains),
        scored=ask.value(scored, "--scored", "The number of scored questions", _count),
        unscored=ask.value(unscored, "", "The number of unscored questions", _count_or_none, "0"),
        minutes=ask.value(minutes, "--minutes", "The time limit in minutes", _count),
        pass_rule=ask.value(pass_mark, "--pass", "What passes: 29, 72%, or 700 of 100-1000", pass_rule_of),
        language=ask.value(language, "", "The language of the exam", _text, "en"),
        namespace=chosen_namespace,
    )
    ask.refuse_missing()
    folder = make_exam(decks, exam, dt.date.today())
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml"))
    if options.as_json:
        click.echo(dumps(words.document(shown(folder), files)))
        return
    click.echo(words.text(exam.code, shown(folder), files))
    click.echo(words.next_sentence(folder.name), err=True)


class _Asker:
    """Asks for what was not given until it is valid; without a terminal, it collects what is missing."""

    def __init__(self, *, asks: bool) -> None:
        self._asks = asks
        self._missing: list[str] = []

    def value(self, given: object, option: str, question: str, read: Callable[[str], T], default: str = "") -> T:
        """The given value, or the answer. An option without a name has a default."""
        if given is None and not self._asks:
            if default:
                return read(default)
            self._missing.append(option)
            if option == "CODE":
                self.refuse_missing()
            return None  # type: ignore[return-value]  # it is refused before it is used
        if given is not None:
            return _or_usage_error(read, str(given))
        while True:
            answer = click.prompt(question, default=default or None, err=True)
            try:
                return read(str(answer))
            except ValueError as error:
                click.echo(str(error), err=True)

    def domains(self, given: tuple[str, ...]) -> tuple[NewDomain, ...]:
        """The given domains, or the answers, until their weights are 100."""
        if given or not self._asks:
            self._missing += [] if given else ["--domain"]
            return tuple(_or_usage_error(domain_of, text) for text in given)
        found: list[NewDomain] = []
        while (left := round(100 - sum(domain.weight for domain in found), 2)) > 0:
            question = f"Domain {len(found) + 1}, its weight and title ({left:g}% left)"
            domain = self.value(None, "", question, domain_of)
            if domain.weight > left or not domain.weight:
                click.echo(f"{domain.weight}% is not possible: {left:g}% are left", err=True)
            else:
                found.append(domain)
        return tuple(found)

    def refuse_missing(self) -> None:
        if self._missing:
            raise UsageError(f"these are missing, and there is no terminal to ask in: {', '.join(self._missing)}")


def _or_usage_error(read: Callable[[str], T], text: str) -> T:
    try:
        return read(text)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _text(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise ValueError(f"{text!r} is not a name: write a text on one line")
    return text.strip()


def _code(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*", text.strip()) or len(text) > 40:
        raise ValueError(f"'{text}' is not a valid code: use letters and digits joined by '-', such as AIF-C01")
    return text.strip()


def _id(text: str) -> str:
    if not is_id(text):
        raise UsageError(f"'{text}' is not a valid namespace: use lower-case words joined by '-'")
    return text


def _address(text: str) -> str:
    if not is_url(text.strip()):
        raise ValueError(f"'{text}' is not a web address: it must begin with https:// or http://")
    return text.strip()


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= len(text) <= 4 or not 1 <= int(text) <= 1000:
        raise ValueError(f"'{text}' is not a number from 1 to 1000")
    return int(text)


def _count_or_none(text: str) -> int:
    return 0 if text == "0" else _count(text)
