"""Self-contained HTML pages: practice exams, plan, coverage, preview, statistics, reports, release notes, booklet."""
