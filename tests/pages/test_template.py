"""How pages are made: what is escaped, what is not, and when the template engine is loaded."""

import json
import subprocess
import sys

import pytest
from jinja2 import UndefinedError

from clfcards.pages.template import page

EVIL = "</script><!-- <b>&'\""


def test_every_value_is_escaped() -> None:
    assert "&lt;/script&gt;&lt;!-- &lt;b&gt;&amp;&#39;&#34;" in page("waiting.html", problems=[EVIL], version="v")
    assert EVIL not in page("waiting.html", problems=[EVIL], version="v")


def test_data_for_a_script_cannot_end_it() -> None:
    shown = page("preview.html", title="t", data={"text": EVIL})
    data = shown.partition('<script type="application/json" id="data">')[2].partition("</script>")[0]
    assert "<" not in data
    assert json.loads(data) == {"text": EVIL}


def test_a_name_without_a_value_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="problems"):
        page("waiting.html")


@pytest.mark.parametrize("module", ["stats", "report", "coverage", "preview", "release_news"])
def test_the_engine_is_loaded_only_when_a_page_is_made(module: str) -> None:
    code = f"import sys, clfcards.pages.{module}; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
