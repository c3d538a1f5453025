"""An exam so small that all its numbers can be computed by hand: every question has difficulty 0."""

import datetime as dt

from clfcards.exam.form import Form, FormQuestion
from clfcards.model.guide import Domain, Exam, Format, Guide, Practice, Revision, Task


def tiny_guide(*weights: int, scored: int, cut: int) -> Guide:
    """A guide with domains "1", "2", … with these weights and a task each; the scale is 100 to 1000, and 700 passes."""
    return Guide(
        exam=Exam("TINY", "Tiny", "Test Board", "page"),
        format=Format(scored, 10, "page", unscored=1, scale_minimum=100, scale_maximum=1000, scale_pass=700),
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
    """A form with questions "q1", "q2", …, one for each given domain, then unscored ones; the right option is "a"."""
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
