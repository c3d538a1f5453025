"""What is wrong with the filters of a review, in a sentence."""

from collections.abc import Collection

from clfcards.model.spelling import did_you_mean
from clfcards.use_cases.session_filters import FilterProblem, UnknownValue

_FEW = 3  # at most this many names are suggested
_ALL = 30  # fewer names than this are all listed


def filter_sentence(problem: FilterProblem) -> str:
    """The problem, with the options as they are typed."""
    if isinstance(problem, UnknownValue):
        return f"--{problem.filter} '{problem.value}' is not known{_hint(problem.value, problem.known)}"
    tasks = ", ".join(task for task, _ in problem.domain_of)
    where = ", ".join(f"task {task} is in domain {domain}" for task, domain in problem.domain_of)
    return f"--domain {', '.join(problem.domains)} and --task {tasks} exclude each other: {where}"


def _hint(value: str, names: Collection[str]) -> str:
    """The end of a message: the names that contain the value if there are few, else the closest, else all if few."""
    containing = sorted((name for name in names if value and value.lower() in name.lower()), key=lambda n: (len(n), n))
    if 0 < len(containing) <= _FEW:
        return f", did you mean {' or '.join(map(repr, containing))}?"
    listed = f": choose one of {', '.join(sorted(names))}" if 0 < len(names) < _ALL else ""
    return did_you_mean(value, sorted(names)) or listed
