"""How many items a transition keeps, moves, retires and leaves to a person."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from clfcards.model.guide import Guide
from clfcards.transition.route import Reason, Route
from clfcards.transition.tasks import TaskMap


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of items. Each item is one of those that `stay`, `move`, `retire`, or are `undecided`.

    `reuse` are those that go to a task whose number belonged to another task before, and `moved_by` says why items
    move. `lose_a_topic` and `lose_a_service` name one that their task, or the guide, does not have.
    """

    stay: int
    move: int
    reuse: int
    retire: int
    undecided: int
    lose_a_topic: int
    lose_a_service: int
    moved_by: tuple[tuple[Reason, int], ...]

    @property
    def items(self) -> int:
        return self.stay + self.move + self.retire + self.undecided


def tally(routes: Iterable[Route], old: Guide, tasks: TaskMap) -> Tally:
    """The numbers of a transition from the `old` guide."""
    found = tuple(routes)
    moved = [route for route in found if route.is_moved]
    reused = {task for task, targets in tasks.targets.items() if task in old.tasks and task not in targets}
    return Tally(
        stay=sum(bool(route.target) and not route.is_moved for route in found),
        move=len(moved),
        reuse=sum(route.target in reused for route in moved),
        retire=sum(route.is_retired for route in found),
        undecided=sum(route.is_open for route in found),
        lose_a_topic=sum(bool(route.lost_topics) for route in found),
        lose_a_service=sum(bool(route.lost_services) for route in found),
        moved_by=tuple(Counter(route.reason for route in moved).most_common()),
    )
