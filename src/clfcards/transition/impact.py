"""The impact of a new guide on the bank and the decks."""

from dataclasses import dataclass

from clfcards.compose.deck import compose
from clfcards.model.bank import Bank
from clfcards.model.deck import DeckSettings, DomainCount
from clfcards.model.guide import Guide
from clfcards.survey.forms import forms_by_domain
from clfcards.transition.route import Route, routed_bank
from clfcards.transition.shares import settings_under


@dataclass(frozen=True, slots=True)
class DeckChange:
    """The default deck before and after: the counts of its domains, and the notes that enter and leave it."""

    before: tuple[DomainCount, ...]
    after: tuple[DomainCount, ...]
    entering: tuple[str, ...]
    leaving: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """The consequences of a new guide.

    `bare_topics` (task, topic) and `bare_services` are the topics and services of the new guide without
    any item. `forms` are the numbers of exam forms that can be filled before and after.
    """

    routes: tuple[Route, ...]
    bare_topics: tuple[tuple[str, str], ...]
    bare_services: tuple[str, ...]
    deck: DeckChange
    forms: tuple[int, int]


def impact(old: Guide, new: Guide, settings: DeckSettings, bank: Bank, routes: tuple[Route, ...]) -> Impact:
    """Compares the bank under the old guide with the same bank, moved along its routes, under the new guide."""
    moved = routed_bank(routes)
    package = next(package for package in settings.packages if package.default)
    before = compose(old, settings_under(settings, old), _items_under(bank, old), package)
    after = compose(new, settings_under(settings, new), moved, package)
    ids_before, ids_after = ({note.id for note in deck.notes} for deck in (before, after))
    topics = {(item.task, topic) for item in moved for topic in item.topics}
    services = {service for item in moved for service in item.services}
    return Impact(
        routes=routes,
        bare_topics=tuple(
            (task.id, topic) for task in new.tasks.values() for topic in task.topics if (task.id, topic) not in topics
        ),
        bare_services=tuple(
            id_ for id_, service in new.services.items() if service.scope == "in" and id_ not in services
        ),
        deck=DeckChange(
            before.domains, after.domains, tuple(sorted(ids_after - ids_before)), tuple(sorted(ids_before - ids_after))
        ),
        forms=(
            min(forms_by_domain(old, bank.questions).values(), default=0),
            min(forms_by_domain(new, moved.questions).values(), default=0),
        ),
    )


def _items_under(bank: Bank, guide: Guide) -> Bank:
    """The items whose task is in the guide."""
    return Bank(
        tuple(fact for fact in bank.facts if fact.task in guide.tasks),
        tuple(question for question in bank.questions if question.task in guide.tasks),
    )
