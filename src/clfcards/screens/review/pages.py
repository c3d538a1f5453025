"""What the review shows besides cards: the keys, a card's history, and the summary."""

from collections.abc import Mapping

from clfcards.memory.study_day import date_of
from clfcards.memory.summary import Summary
from clfcards.model.rating import Rating
from clfcards.model.time import local_time
from clfcards.use_cases.next_action import NextAction
from clfcards.use_cases.review import CardInfo
from clfcards.words import keys
from clfcards.words.cards import RATING_WORDS, phase_word
from clfcards.words.lines import Line, bar, wrapped
from clfcards.words.next_action import next_lines
from clfcards.words.phrases import count, estimated, interval_phrase
from clfcards.words.pulled import why_phrase
from clfcards.words.report_link import report_lines
from clfcards.words.review_summary import note_phrase, retention_phrase
from clfcards.words.terms import term_lines

_WORDS_ON_A_CARD = "new learning due again hard good easy suspended buried flag leech"


def help_lines(width: int) -> list[Line]:
    """Every key and what it does, and what the words on a card mean."""
    return [*keys.help_lines("review", width), Line(), *term_lines(_WORDS_ON_A_CARD, width)]


def info_lines(info: CardInfo, width: int) -> list[Line]:
    """What the memory model knows about a card, and its reviews, newest first."""
    state, card = info.state, info.card
    lines = [*wrapped(card.key, width, "title"), Line()]
    rows = [("Place", f"domain {card.domain}, task {card.task}"), ("State", phase_word(state))]
    if (past := state.past) is not None:
        rows += [
            ("Recall now", estimated(info.recall)),
            ("Stability", f"{past.memory.stability:.1f} days until recall falls to 90%"),
            ("Difficulty", f"{past.memory.difficulty:.1f} of 10"),
            ("Reviews", f"{past.reviews}, {count(past.lapses, 'lapse')}"),
        ]
    if state.due_day is not None:
        rows.append(("Due", str(date_of(state.due_day))))
    if state.flag:
        rows.append(("Flag", str(state.flag)))
    if why := why_phrase(info.pulled, info.asked_again):
        rows.append(("Comes", why))
    for name, text in rows:
        lines += wrapped(text, width, "", f"{name:<12}", " " * 12)
    lines += report_lines(info.report_url, width)
    lines += [Line(), Line("History", "title"), Line()]
    for event in reversed(info.reviews):
        when = local_time(event.at, event.utc_offset)
        seconds = (event.duration or 0) / 1000
        phrase = (
            f"{RATING_WORDS[event.rating or Rating.AGAIN]}, {seconds:.0f} s, then {interval_phrase(event.interval)}"
        )
        lines += wrapped(
            phrase, width, "bad" if event.rating is Rating.AGAIN else "", f"{when:%Y-%m-%d %H:%M}  ", " " * 4
        )
    if not info.reviews:
        lines.append(Line("Not reviewed yet.", "dim"))
    return lines


def end_lines(
    summary: Summary, titles: Mapping[str, str], back: str, following: NextAction | None, width: int
) -> list[Line]:
    """The summary of a session, and the next command. `titles` are the domains' names.

    `back` says when a card comes back, or is empty.
    """
    is_done = summary.all.answers or summary.learned
    lines = [Line("Done" if is_done else "Nothing was reviewed", "title"), Line()]
    rows = [("Learned", count(summary.learned, "new card"))] if summary.learned else []
    if summary.all.answers:
        new = f", {summary.new} new" if summary.new else ""
        rows += [
            ("Reviewed", f"{count(summary.cards, 'card')}{new}, {count(summary.all.answers, 'answer')}"),
            ("Minutes", f"{summary.minutes:.1f}"),
        ]
        if summary.reviews.answers:
            rows.append(("Retention", retention_phrase(summary.reviews)))
    rows.append(("Tomorrow", f"{summary.due_tomorrow} due"))
    rows += [("Waiting", back)] if back else []
    rows += [("Leech", key) for key in summary.leeches]
    for name, text in rows:
        lines += wrapped(text, width, "", f"{name:<11}", " " * 11)
    if summary.domains:
        lines += [Line(), Line("By domain", "title"), Line()]
    for id_, tally in summary.domains.items():
        lines += wrapped(f"{id_} {titles.get(id_, '')}".strip(), width)
        share = f"{bar(tally.recall or 0.0, 20)} {tally.recalled} of {tally.answers}"
        lines.append(Line(f"  {share}"))
    note = note_phrase(summary.advice)
    lines += [Line(), *wrapped(f"Note: {note}.", width)] if note else []
    return [*lines, Line(), *next_lines(following, width)] if following else lines
