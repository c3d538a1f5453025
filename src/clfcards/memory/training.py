"""The result of fitting the memory model, and whether the new weights are better than those in use."""

from dataclasses import dataclass

from clfcards.memory.evaluation import CalibrationBin, Lead, Quality

LEAST_REVIEWS = 100  # with fewer, the held-out fifth is too small to distinguish better weights from luck
_MIN_LEAD_ERRORS = 1.5  # the standard errors that a lead must exceed; by chance alone, about 1 in 15 does


@dataclass(frozen=True, slots=True)
class Training:
    """The result of training. `weights` are trained on all reviews.

    `trained` is the quality of weights that were trained without the held-out reviews. `over_default` and
    `over_in_use` are the leads of these weights over others, and `calibration` is of their predictions. `in_use`
    and `over_in_use` are None if the default weights are in use. `are_new` is whether `weights` differ from those
    in use: the same log always gives the same weights.
    """

    reviews: int
    held_out: int
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
    def is_better(self) -> bool:
        """Whether the trained weights are better than both the default weights and those in use, by more than chance.

        "Better" means that log loss on the held-out reviews is lower by more than 1.5 standard errors of the
        paired difference, clustered by card, and that RMSE(bins) is no higher. Without a margin, noise decides: of
        100 simulated learners for whom the default weights were right, 21 to 35 had them replaced, nearly always
        by worse ones. With a margin of 1 standard error it was 5 to 11, and with 1.5 it was 1 to 5. With 2, only
        half as many forgetful learners with 500 reviews got weights of their own. A lead that is missed now will
        be found at a later fit.
        """
        beats_those_in_use = (
            self.in_use is None or self.over_in_use is None or self._beats(self.in_use, self.over_in_use)
        )
        return self.are_new and self._beats(self.default, self.over_default) and beats_those_in_use

    def _beats(self, other: Quality, ahead: Lead) -> bool:
        return ahead.exceeds(_MIN_LEAD_ERRORS) and self.trained.rmse_bins <= other.rmse_bins
