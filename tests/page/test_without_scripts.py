"""The page without its script: every question with its key, and a booklet in print."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from clfcards.pages.policy import policy_in
from tests.page.tea_exam import HOSTILE

pytestmark = pytest.mark.browser
_SHOWN = """
const box = node => node.getBoundingClientRect();
const fieldsets = [...document.querySelectorAll(".booklet fieldset")].map(box);
const answers = [...document.querySelectorAll(".booklet details ul")].map(box);
const lowest = Math.min(...answers.map(each => each.height)), key = box(document.querySelector("h2.keys")).top;
return {key, lowest, questionsEnd: Math.max(...fieldsets.map(each => each.bottom)),
        answersBegin: Math.min(...answers.map(each => each.top))};
"""


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_file_is_a_complete_document_that_loads_nothing(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.startswith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')
    assert "innerHTML" not in text.replace(HOSTILE, "")
    tags = _Tags()
    tags.feed(text)
    assert {tag for tag, values in tags.found if {"src", "srcset", "data", "style"} & set(values)} == set()
    assert not [name for _, values in tags.found for name in values if name.startswith("on")]
    assert "default-src 'none'" in policy_in(text)
    assert "unsafe" not in policy_in(text)


def test_every_question_is_a_group_of_native_controls_with_its_answer_behind_it(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    sections = re.findall(r"<section><fieldset>.*?</section>", text, re.DOTALL)
    assert len(sections) == 4 * (7 + 4)
    for section in sections:
        right = section.count("<b>✓")
        assert right in (1, 2)
        assert len(re.findall(rf"<input type={'checkbox' if right == 2 else 'radio'} ", section)) == right + 3
        assert ("(Choose two.)" in section) is (right == 2)
        assert all(part in section for part in ("<legend>", "<details><summary>", "</ul><p>"))


def test_without_scripts_the_questions_can_be_answered_and_looked_up(chrome: Chrome, page: Path) -> None:
    chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        chrome.get(page.as_uri())
        first = chrome.find_element("css selector", ".booklet input")
        first.click()
        assert first.is_selected()
        reason = chrome.find_element("css selector", ".booklet details ul")
        assert not reason.is_displayed()
        chrome.find_element("css selector", ".booklet summary").click()
        assert reason.is_displayed()
        assert "Without scripts, this page is a booklet" in chrome.find_element("css selector", "main").text
    finally:
        chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_in_print_the_key_comes_after_all_questions_and_no_answer_is_folded(chrome: Chrome, page: Path) -> None:
    chrome.get(f"{page.as_uri()}#booklet")
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        shown = chrome.execute_script(_SHOWN)
    finally:
        chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert shown["questionsEnd"] <= shown["key"] < shown["answersBegin"]
    assert shown["lowest"] > 20
