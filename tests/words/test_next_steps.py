"""Next steps as command lines."""

from clfcards.errors import ClfcardsError
from clfcards.next_step import NextStep
from clfcards.words.next_steps import command_line, error_sentence


def test_a_step_is_written_as_it_is_typed() -> None:
    assert command_line(NextStep.run("review", domain="2", cram=True)) == "clfcards review --domain 2 --cram"
    assert (
        command_line(NextStep.run("guide apply", assign="my list.yaml"))
        == "clfcards guide apply --assign 'my list.yaml'"
    )


def test_a_step_without_a_command_is_an_option_of_the_current_one() -> None:
    assert command_line(NextStep.again_with(retire_many=True)) == "--retire-many"
    assert command_line(NextStep.again_with(data=None)) == "--data"


def test_an_error_says_what_to_do() -> None:
    error = ClfcardsError("'x.db' is damaged", NextStep.run("doctor"))
    assert error_sentence(error) == "'x.db' is damaged; run 'clfcards doctor'"
    assert error_sentence(ClfcardsError("the disk is full: free some space")) == "the disk is full: free some space"
    locked = ClfcardsError("'x.db' is not writable", NextStep.again_with(data=None))
    assert error_sentence(locked) == "'x.db' is not writable; use --data to name another folder"


def test_an_option_without_a_known_purpose_is_written_alone() -> None:
    error = ClfcardsError("there is no domain '9'", NextStep.again_with(domain=None))
    assert error_sentence(error) == "there is no domain '9'; use --domain"
