"""Anki's own scheduler as an oracle: review histories in, memory states and next intervals out, both as JSON.

It is a separate program because Anki reads ANKI_TEST_MODE (which turns fuzz off) and the time zone once per process.
A history is a list of [UTC ms, rating, interval in days]; no two reviews in all histories have the same time.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

from anki.deck_config_pb2 import UpdateDeckConfigsMode

from anki.collection import Collection

History = list[tuple[int, int, int]]


def add_card(col: Collection, history: History) -> int:
    """Adds a card in review with this history; returns its id."""
    note = col.new_note(col.models.by_name("Basic"))
    note["Front"] = str(history[0][0])
    col.add_note(note, 1)
    card = note.cards()[0]
    kind = 0  # a learning step; then reviews
    for at, rating, interval in history:
        row = (at, card.id, -1, rating, interval, 0, 2500, 5000, kind)
        col.db.execute("insert into revlog values (?, ?, ?, ?, ?, ?, ?, ?, ?)", *row)
        kind = 1
    last_at, _, interval = history[-1]
    days_ago = (col.sched.day_cutoff - 1 - last_at // 1000) // 86_400
    card.type, card.queue, card.ivl, card.reps = 2, 2, interval, len(history)
    card.due, card.factor = col.sched.today - days_ago + interval, 2500
    col.update_card(card)
    return int(card.id)


def turn_fsrs_on(col: Collection) -> None:
    """Turns FSRS on with the default weights; Anki then computes every card's memory state from its reviews."""
    update = col.decks.get_deck_configs_for_update(1)
    col._backend.update_deck_configs(
        target_deck_id=1,
        configs=[config.config for config in update.all_config],
        removed_config_ids=[],
        mode=UpdateDeckConfigsMode.UPDATE_DECK_CONFIGS_MODE_NORMAL,
        card_state_customizer="",
        limits=update.current_deck.limits,
        new_cards_ignore_review_limit=False,
        fsrs=True,
        apply_all_parent_limits=False,
        fsrs_reschedule=False,
        fsrs_health_check=False,
    )


def main() -> None:
    os.environ |= {"ANKI_TEST_MODE": "1", "TZ": "UTC"}
    time.tzset()
    histories: list[History] = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        col = Collection(str(Path(folder) / "collection.anki2"))
        cards = [add_card(col, history) for history in histories]
        turn_fsrs_on(col)
        answers = []
        for card in cards:
            memory = col._backend.compute_memory_state(card).state
            states = col._backend.get_scheduling_states(card)
            days = [getattr(states, name).normal.review.scheduled_days for name in ("hard", "good", "easy")]
            after = [getattr(states, name).normal.review.memory_state.stability for name in ("hard", "good", "easy")]
            answers.append(
                [
                    memory.stability,
                    memory.difficulty,
                    days,
                    after,
                    states.again.normal.relearning.learning.scheduled_secs,
                ]
            )
        col.close()
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
