"""Self-contained HTML pages: coverage, preview, statistics, exam report and release news."""
