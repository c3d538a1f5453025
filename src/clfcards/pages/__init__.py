"""Self-contained pages for a browser: coverage, preview, statistics, exam report and release news."""
