"""The campaigns by name."""

from benchmarks.campaigns import (
    caches,
    damaged_logs,
    disk_errors,
    imports,
    kills,
    ledgers,
    old_damaged_logs,
    packages,
    sources,
)

CAMPAIGNS = {
    module.__name__.rpartition(".")[2]: module.CAMPAIGN
    for module in (kills, disk_errors, damaged_logs, old_damaged_logs, caches, ledgers, packages, imports, sources)
}
