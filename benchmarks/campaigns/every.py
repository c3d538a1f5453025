"""The campaigns by name."""

from benchmarks.campaigns import caches, disk_errors, imports, kills, ledgers, packages, sources

CAMPAIGNS = {
    module.__name__.rpartition(".")[2]: module.CAMPAIGN
    for module in (kills, disk_errors, caches, ledgers, packages, imports, sources)
}
