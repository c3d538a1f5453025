"""An exam so small that every number of it can be worked out by hand: all questions are of difficulty 0."""

import datetime as dt

from clfcards.exam.form import Form, FormQuestion
from clfcards.model.guide import Domain, Exam, Format, Guide, Practice, Revision, Task


def tiny_guide(*weights: int, scored: int, cut: int) -> Guide:
    """Domains "1", "2", … with these weights, a task each; the scale is 100 to 1000, and 700 passes."""
    return Guide(
        exam=Exam("TINY", "Tiny", "Test Board", "page"),
        format=Format(scored, 1, 10, 100, 1000, 700, "page"),
        practice=Practice(cut, 0.0, 0.0, False),
        revision="first",
        revisions=(Revision("first", dt.date(2026, 1, 1), "the only one"),),
        sources={},
        domains=tuple(
            Domain(str(n), f"Domain {n}", weight, "page", (Task(f"{n}.1", f"Task {n}.1", {}),))
            for n, weight in enumerate(weights, start=1)
        ),
    )


def tiny_form(*domains: str, unscored: int = 0) -> Form:
    """A question for each domain named, "q1", "q2", …, whose right option is "a" of "a" to "d"; then unscored ones."""
    asked = [*domains, *["1"] * unscored]
    return Form(
        "exam",
        1,
        tuple(
            FormQuestion(
                f"q{n}", domain, f"{domain}.1", n <= len(domains), 0.0, ("a", "b", "c", "d"), frozenset("a"), "stem"
            )
            for n, domain in enumerate(asked, start=1)
        ),
    )
