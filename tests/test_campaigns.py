"""The campaigns in their short form: some attempts of each with another seed than by hand."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from benchmarks.campaigns.campaign import Campaign, Outcome, attempt, tally
from benchmarks.campaigns.every import CAMPAIGNS

from clfcards.errors import ClfcardsError

SEED = 2


def can_trace() -> bool:
    return bool(shutil.which("strace")) and subprocess.run(["strace", "-qqq", "true"], check=False).returncode == 0


@pytest.mark.posix
@pytest.mark.parametrize("campaign", CAMPAIGNS.values(), ids=CAMPAIGNS)
def test_a_campaign_finds_no_fault(campaign: Campaign, tmp_path: Path) -> None:
    if campaign.needs_strace and not can_trace():
        if os.environ.get("CLFCARDS_REQUIRE_ALL"):
            pytest.fail("strace is not installed, or may not trace here")
        pytest.skip("strace is not installed, or may not trace here")
    found = tally(campaign, tmp_path, attempts=campaign.short, seed=SEED)
    assert found.faults == ()
    assert found.attempts == campaign.short


def test_a_campaign_counts_refusals_faults_and_what_nobody_foresaw(tmp_path: Path) -> None:
    def refuse() -> Outcome:
        raise ClfcardsError("no")

    def crash() -> Outcome:
        raise KeyError("x")

    acts = (lambda: Outcome("fine"), refuse, crash, lambda: Outcome("fine", "but wrong"))
    campaign = Campaign("", 0, 0, lambda *_: (attempt("it", act) for act in acts))
    found = tally(campaign, tmp_path, attempts=9, seed=1)
    assert dict(found.results) == {"fine": 2, "refused": 1, "traceback": 1}
    assert found.faults == ("traceback: it: KeyError: 'x'", "fine: but wrong")
