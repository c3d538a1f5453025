"""Campaigns: what may happen to a computer and its files, many times over, and whether anything is lost or believed.

Each module is a campaign, with one interface (`campaign.py`). A short form runs with the tests, the long one by hand:

    python -m benchmarks.campaigns [NAME …] [--attempts 400] [--seed 1]
"""
