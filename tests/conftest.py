"""What the whole suite shares: a browser, and hypothesis without a clock."""

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

# Deadlines would make a test depend on how busy the machine is; a fixed seed, on luck.
settings.register_profile("clfcards", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("clfcards")

_QUIET_CHROMIUM = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator["Chrome"]:
    """Chromium. Without it the test is skipped, or fails where CLFCARDS_REQUIRE_ALL is set."""
    driver, program = shutil.which("chromedriver"), shutil.which("chromium") or shutil.which("google-chrome")
    if driver is None or program is None:
        if os.environ.get("CLFCARDS_REQUIRE_ALL"):
            pytest.fail("chromium and chromedriver are not installed")
        pytest.skip("chromium and chromedriver are not installed")
    from selenium.webdriver import Chrome, ChromeOptions, ChromeService

    options = ChromeOptions()
    options.binary_location = program
    for flag in _QUIET_CHROMIUM:
        options.add_argument(flag)
    chrome = Chrome(options=options, service=ChromeService(driver))
    try:
        yield chrome
    finally:
        chrome.quit()
