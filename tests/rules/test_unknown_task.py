from clfcards.model.bank import Origin
from clfcards.rules.unknown_task import RULE
from tests.rules.bank_of import found


def test_a_file_of_a_task_the_guide_does_not_have() -> None:
    assert found(RULE, tasks=((Origin("a.yaml", -1), "A.1"), (Origin("b.yaml", -1), "A.9"))) == [(-1, "task")]


def test_a_file_whose_task_could_not_be_read() -> None:
    assert not found(RULE, tasks=((Origin("a.yaml", -1), ""),))
