"""The result of fitting the memory model, and whether the new weights are better than those in use."""

from dataclasses import dataclass

from clfcards.memory.evaluation import CalibrationBin, Lead, Quality

LEAST_REVIEWS = 100  # with fewer, the held-out reviews are too few to distinguish better weights from luck
ALL_WEIGHTS_FROM = 1000  # reviews; with fewer, only the four first stabilities are fitted
_HALF_OWN = 2000  # reviews at which the learner's own weights and the default ones count the same
_MIN_LEAD_ERRORS = 1.5  # the standard errors that a lead must exceed; by chance alone, about 1 in 15 does


def own_share(reviews: int) -> float:
    """How much fitted weights count against the default ones, in [0, 1), after this many reviews."""
    return reviews / (reviews + _HALF_OWN)


@dataclass(frozen=True, slots=True)
class Split:
    """One split by time: trained on the first reviews, judged by the next ones; leads in nats per review."""

    trained_on: int
    judged_by: int
    over_default: float
    over_in_use: float | None


@dataclass(frozen=True, slots=True)
class Training:
    """The result of training. `weights` are trained on all reviews.

    `trained` is the quality of weights that were trained before the reviews that judge them, in all `splits`
    together. `over_default` and `over_in_use` are the leads of these weights over others, and `calibration` is of
    their predictions. `in_use` and `over_in_use` are None if the default weights are in use. `are_new` is whether
    `weights` differ from those in use: the same log always gives the same weights.
    """

    reviews: int
    splits: tuple[Split, ...]
    weights: tuple[float, ...]
    are_new: bool
    trained: Quality
    default: Quality
    in_use: Quality | None
    average: Quality
    over_default: Lead
    over_in_use: Lead | None
    calibration: tuple[CalibrationBin, ...]

    @property
    def held_out(self) -> int:
        """The number of reviews that judge."""
        return sum(split.judged_by for split in self.splits)

    @property
    def is_better(self) -> bool:
        """Whether the trained weights are better than both the default weights and those in use, by more than chance.

        "Better" means that log loss on the held-out reviews is lower by more than 1.5 standard errors of the paired
        difference, clustered by card, that it is lower in every split, and that RMSE(bins) is no higher. A lead that
        is missed now will be found at a later fit. What this rule costs and saves is measured by
        `benchmarks/optimize.py`.
        """
        beats_those_in_use = (
            self.in_use is None or self.over_in_use is None or self._beats(self.in_use, self.over_in_use)
        )
        leads = [lead for split in self.splits for lead in (split.over_default, split.over_in_use) if lead is not None]
        always = all(lead > 0 for lead in leads)
        return always and self.are_new and self._beats(self.default, self.over_default) and beats_those_in_use

    def _beats(self, other: Quality, ahead: Lead) -> bool:
        return ahead.exceeds(_MIN_LEAD_ERRORS) and self.trained.rmse_bins <= other.rmse_bins
