"""Coverage as one page: a heat map of tasks and topics, and the services by category."""

from itertools import groupby

from clfcards.model.guide import Guide
from clfcards.pages.template import page
from clfcards.survey.coverage import Coverage
from clfcards.words.coverage import COLUMNS, FEW, HEAT_NAMES, heat_level


def coverage_page(guide: Guide, found: Coverage) -> str:
    """The page's HTML, which needs no other file."""
    by_category = groupby(found.services, key=lambda pair: pair[0].category)
    return page(
        "coverage.html",
        language=guide.language,
        code=guide.exam.code,
        found=found,
        items=sum(domain.count.items for domain in found.domains),
        uncovered=len(found.bare_services()),
        thin=len(found.thin_topics(FEW)),
        few=FEW,
        services=[(category, list(members)) for category, members in by_category],
        heat=heat_level,
        levels=HEAT_NAMES,
        columns=COLUMNS,
    )
