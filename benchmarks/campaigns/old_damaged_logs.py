"""As `damaged_logs`, with logs of version 1 as learners still have them: no event has a checksum."""

from functools import partial

from benchmarks.campaigns.campaign import Campaign
from benchmarks.campaigns.damaged_logs import attempts

CAMPAIGN = Campaign(
    "damaged logs of version 1 without backups", short=4, long=1000, attempts=partial(attempts, of_version_1=True)
)
