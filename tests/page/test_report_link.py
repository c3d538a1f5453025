"""The link to report a mistake, from a page of an exam that has an address for reports."""

from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from clfcards.decks.load import load_with_guide
from clfcards.render.report_link import report_link
from tests.command import run
from tests.exams.copied import copied_exam
from tests.page.learner import Learner

pytestmark = pytest.mark.browser
ADDRESS = "https://example.org/new?title={id}&body=Version+{version}%20of+it"


def test_each_question_of_a_report_has_the_same_link_as_in_the_terminal(chrome: Chrome, tmp_path: Path) -> None:
    exam = copied_exam(tmp_path, "brew-1")
    with (exam / "deck.yaml").open("a", encoding="utf-8") as deck:
        deck.write(f"report_url: {ADDRESS}\n")
    result = run("page", "--decks", str(tmp_path), "--exam", "brew-1", "--out", str(tmp_path / "page.html"))
    assert result.exit_code == 0, result.output
    learner = Learner.new(chrome, (tmp_path / "page.html").as_uri())
    learner.start()
    learner.hand_in()
    shown = learner.run(
        "return [...main.querySelectorAll('.reviewed a')].map(a => a.href).filter(a => a.includes('new'))"
    )
    asked = learner.run("return forms.find(form => form.kind === 'exam').asked.map(each => each.id)")
    items = {question.id: question for question in load_with_guide(exam)[0].bank.questions}
    assert sorted(shown) == sorted(report_link(ADDRESS, items[id_]) for id_ in asked)


def test_without_an_address_there_is_no_link(learner: Learner) -> None:
    learner.start()
    learner.hand_in()
    assert "Report a mistake" not in learner.text()
