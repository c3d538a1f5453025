"""A push to Anki in words: what it would do, what it did, and the document of `--json`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clfcards.anki.push_plan import NotePush, PushPlan
from clfcards.next_step import NextStep
from clfcards.render.html import plain_text
from clfcards.use_cases.anki_push import PreparedPush, PushResult
from clfcards.visible import on_one_line
from clfcards.words.lines import Line, wrapped
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count, was

_MOST_LISTED = 20  # of one kind; the document lists all
_LONGEST = 300  # characters of a text that is shown


@dataclass(frozen=True, slots=True)
class ConflictDocument:
    """A field that both sides changed, with both texts as Anki keeps them."""

    note: str
    field: str
    ours: str
    mine: str


@dataclass(frozen=True, slots=True)
class ChangedDocument:
    """A note that is corrected: how much changes, and the texts that decide it."""

    note: str
    severity: str
    before: str
    after: str
    fields: tuple[str, ...]
    tags: bool


@dataclass(frozen=True, slots=True)
class MovedDocument:
    """Cards that change their deck."""

    note: str
    cards: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ResultDocument:
    """What Anki has afterward, as it was read back. The last four are numbers of cards and pictures.

    Notes that were `edited_meanwhile` or are `open_in_anki` were left for the next push.
    """

    updated: tuple[str, ...]
    not_taken: tuple[str, ...]
    edited_meanwhile: tuple[str, ...]
    open_in_anki: tuple[str, ...]
    moved: int
    suspended: int
    reset: int
    pictures: int


@dataclass(frozen=True, slots=True)
class PushDocument:
    """The document of `anki push --json`. The lists hold note ids; `result` is absent if nothing was written."""

    exam: str
    profile: str
    same: int
    changed: tuple[ChangedDocument, ...]
    conflicts: tuple[ConflictDocument, ...]
    edited: tuple[str, ...]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    retired: tuple[str, ...]
    duplicated: tuple[str, ...]
    moves: tuple[MovedDocument, ...]
    to_suspend: int
    to_reset: int
    fields_not_in_anki: dict[str, list[str]]
    result: ResultDocument | None = None


def document(prepared: PreparedPush, result: PushResult | None = None) -> PushDocument:
    """The plan, and the result if something was written."""
    plan = prepared.plan
    return PushDocument(
        exam=prepared.sources.guide.code,
        profile=prepared.collection.profile,
        same=len(plan.pushes) - len(plan.changed),
        changed=tuple(_changed(push) for push in plan.changed),
        conflicts=tuple(
            ConflictDocument(push.mine.id, each.field, each.ours, each.mine)
            for push in plan.conflicts
            for each in push.merged.conflicts
        ),
        edited=tuple(push.mine.id for push in plan.edited),
        unknown=tuple(note.id for note in plan.unknown),
        missing=plan.missing,
        retired=tuple(note.id for note in plan.retired),
        duplicated=plan.duplicated,
        moves=tuple(MovedDocument(move.id, len(move.cards), move.old, move.new) for move in plan.moves),
        to_suspend=len(prepared.suspends),
        to_reset=len(prepared.resets),
        fields_not_in_anki=plan.fields_not_in_anki,
        result=_result(result) if result else None,
    )


def _changed(push: NotePush) -> ChangedDocument:
    change = push.change
    severity, before, after = (change.severity, change.before, change.after) if change else ("details", "", "")
    return ChangedDocument(
        push.mine.id, severity, before, after, tuple(push.merged.fields), push.merged.tags is not None
    )


def _result(result: PushResult) -> ResultDocument:
    not_taken = tuple(result.not_taken or ())
    return ResultDocument(
        result.updated,
        not_taken,
        result.meanwhile,
        result.open,
        result.moved,
        result.suspended,
        result.reset,
        result.pictures,
    )


def plan_lines(prepared: PreparedPush, width: int) -> list[Line]:
    """What the push would do, and what it leaves as it is."""
    plan = prepared.plan
    title = f"{prepared.sources.guide.code} in Anki's profile '{prepared.collection.profile}'"
    lines = [Line(on_one_line(title), "title")]
    if prepared.is_new_collection:
        lines += wrapped("nothing was pushed to this profile before: is it the one you mean?", width, "bad", "  ")
    lines += _section(f"{count(len(plan.changed), 'note')} to correct", _corrections(plan), width)
    lines += _conflict_lines(plan, width)
    lines += _section(
        f"{count(len(plan.edited), 'note')} with edits of your own, which stay",
        _ids(push.mine.id for push in plan.edited),
        width,
    )
    lines += _section(_unknown(len(plan.unknown)), _ids(note.id for note in plan.unknown), width)
    for name, notes in plan.fields_not_in_anki.items():
        lines += wrapped(_no_field(name, len(notes)), width, "bad", "  ")
    lines += _card_lines(prepared, width)
    lines += _section(
        f"{count(len(plan.missing), 'note')} not in Anki: import the package there", _ids(plan.missing), width
    )
    lines += _section(
        f"{count(len(plan.duplicated), 'id')} on more than one note; each of the notes is corrected",
        _ids(plan.duplicated),
        width,
    )
    same = len(plan.pushes) - len(plan.changed)
    return [*lines, Line(f"  {count(same, 'note')} with nothing to correct")]


def _corrections(plan: PushPlan) -> list[str]:
    return [_correction(_changed(push)) for push in plan.changed]


def _correction(changed: ChangedDocument) -> str:
    if not changed.fields:
        return f"{changed.note}: tags"
    texts = f": {_short(changed.before)} → {_short(changed.after)}" if changed.after else ""
    return f"{changed.note}: {changed.severity}{texts}"


def _conflict_lines(plan: PushPlan, width: int) -> list[Line]:
    number = sum(len(push.merged.conflicts) for push in plan.conflicts)
    if not number:
        return []
    ours, mine = (command_line(NextStep.again_with(take=side)) for side in ("ours", "mine"))
    decide = f"{ours} takes ours, {mine} keeps yours for good"
    what = f"{count(number, 'conflict')}: both of us changed the text; yours stays ({decide})"
    lines = wrapped(what, width, "", "  ")
    for push in plan.conflicts[:_MOST_LISTED]:
        for each in push.merged.conflicts:
            lines += wrapped(f"{push.mine.id}, {each.field}", width, "", "    ")
            lines += wrapped(_short(each.ours), width, "", "      ours:  ")
            lines += wrapped(_short(each.mine), width, "", "      yours: ")
    return [*lines, *_more(len(plan.conflicts))]


def _card_lines(prepared: PreparedPush, width: int) -> list[Line]:
    plan = prepared.plan
    moved = sum(len(move.cards) for move in plan.moves)
    lines = _section(f"{count(moved, 'card')} to move", _moves(plan), width)
    retired = f"{count(len(plan.retired), 'note')} retired"
    if prepared.suspends:
        retired += f", whose {count(len(prepared.suspends), 'card')} will be suspended"
    elif plan.unsuspended:
        retired += f" ({command_line(NextStep.again_with(suspend_retired=True))} suspends their cards)"
    lines += _section(retired, _ids(note.id for note in plan.retired), width)
    answers = [push for push in plan.changed if push.is_answer_changed]
    if prepared.resets:
        lines += wrapped(f"{count(len(prepared.resets), 'card')} to learn again: the answer changed", width, "", "  ")
    elif answers and not prepared.request.reset:
        again = command_line(NextStep.again_with(reset_changed=True))
        notes, their = count(len(answers), "note"), "its" if len(answers) == 1 else "their"
        what = f"{notes} with another answer ({again} in this same push lets you learn {their} cards again)"
        lines += wrapped(what, width, "", "  ")
    borrowed = sum(card.is_borrowed for push in answers for card in push.mine.cards) if prepared.request.reset else 0
    if borrowed:
        cards = f"{count(borrowed, 'card')} in a filtered deck"
        lines += wrapped(
            f"{cards}: not reset; to learn such cards again, empty the deck and then push", width, "", "  "
        )
    return lines


def _moves(plan: PushPlan) -> list[str]:
    """The moves with the same decks together."""
    cards: dict[tuple[str, str], int] = {}
    for move in plan.moves:
        decks = on_one_line(move.old), on_one_line(move.new)
        cards[decks] = cards.get(decks, 0) + len(move.cards)
    return [f"{count(number, 'card')}: {old} → {new}" for (old, new), number in cards.items()]


def _section(title: str, items: Iterable[str], width: int) -> list[Line]:
    """A title and what belongs to it; nothing if nothing does."""
    listed = list(items)
    if not listed:
        return []
    lines = wrapped(title, width, "", "  ")
    for item in listed[:_MOST_LISTED]:
        lines += wrapped(item, width, "dim", "    ", "      ")
    return [*lines, *_more(len(listed))]


def _more(number: int) -> list[Line]:
    return [Line(f"    and {number - _MOST_LISTED:,} more", "dim")] if number > _MOST_LISTED else []


def _ids(ids: Iterable[str]) -> Iterator[str]:
    """The ids, several in a line."""
    listed = list(ids)
    if listed:
        yield ", ".join(listed[:100]) + (f" and {len(listed) - 100:,} more" if len(listed) > 100 else "")


def _short(text: str) -> str:
    text = on_one_line(" ".join(plain_text(text).split())) or "–"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _unknown(number: int) -> str:
    take = command_line(NextStep.again_with(take="ours"))
    fit, them, ids, texts = ("fits", "it", "its id", "text") if number == 1 else ("fit", "them", "their ids", "texts")
    what = f"{count(number, 'note')} that {fit} no published version, so nothing of {them} is changed"
    return f"{what}; {take} with {ids} takes our {texts}"


def _no_field(name: str, notes: int) -> str:
    return (
        f"the field '{name}' is not in your note types for {count(notes, 'note')}, so no correction of it arrives: "
        "if you renamed it, give it its name back in Anki (Tools → Manage Note Types → Fields)"
    )


def _it(number: int) -> str:
    return "it is" if number == 1 else "they are"


def result_lines(result: PushResult, prepared: PreparedPush, width: int) -> list[Line]:
    """What Anki has now, and what did not arrive."""
    done = [f"{count(len(result.updated), 'note')} corrected"]
    done += [
        f"{count(number, what)} {verb}"
        for number, what, verb in (
            (result.pictures, "picture", "sent"),
            (result.moved, "card", "moved"),
            (result.suspended, "card", "suspended"),
            (result.reset, "card", "reset"),
        )
        if number
    ]
    good = result.is_as_planned(prepared) and not (result.meanwhile or result.open)
    lines = wrapped(f"Anki has it: {', '.join(done)}" if good else f"Anki has: {', '.join(done)}", width)
    for id_, said in (result.not_taken or {}).items():
        why = f": {on_one_line(said)}" if said else ""
        lines += wrapped(f"Anki did not take '{id_}'{why}", width, "bad")
    if result.meanwhile:
        number = len(result.meanwhile)
        what = f"{count(number, 'note')} {was(number)} edited in Anki meanwhile, and left as {_it(number)}: push again"
        lines += wrapped(what, width, "bad")
    for id_ in result.open:
        what = f"'{id_}' is open in Anki, in the Browser or in a review, and was left: close it there, and push again"
        lines += wrapped(what, width, "bad")
    return lines
