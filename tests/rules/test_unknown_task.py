from clfcards.model.bank import Origin
from clfcards.rules.unknown_task import RULE
from tests.rules.bank_of import found


def test_a_file_for_a_task_that_is_not_in_the_guide() -> None:
    assert found(RULE, tasks=((Origin("a.yaml", -1), "A.1"), (Origin("b.yaml", -1), "A.9"))) == [(-1, "task")]


def test_a_file_whose_task_could_not_be_read() -> None:
    assert not found(RULE, tasks=((Origin("a.yaml", -1), ""),))
