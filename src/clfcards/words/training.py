"""What `optimize` found: as a table and a calibration chart, and as the document of `--json`."""

from dataclasses import dataclass

from clfcards.memory.evaluation import CalibrationBin, Lead, Quality
from clfcards.memory.training import ALL_WEIGHTS_FROM, LEAST_REVIEWS, Training, own_share
from clfcards.words.phrases import count

_ONLY_FIRST = (
    f"Below {ALL_WEIGHTS_FROM:,} reviews, only the first stabilities are fitted: how long a new card is remembered.",
)
_WIDTH = 40  # columns of the chart, for recall from 0 to 100%


def optimize_lines(training: Training | None, reviews: int, *, adopted: bool) -> list[str]:
    """All that `optimize` prints. `reviews` counts those it can learn from; `training` is None if they are too few."""
    if training is None:
        is_ = "is" if reviews == 1 else "are"
        return [
            f"{count(reviews, 'review')} of cards seen on an earlier day {is_} too few to judge a fit: "
            f"it takes {LEAST_REVIEWS}. "
            "Until then, the weights in use stay."
        ]
    if adopted:
        end = "The new weights are better on unseen reviews and are in use from now on."
    elif training.is_better:
        end = "The new weights would be better; nothing was changed (--dry-run)."
    else:
        stay = "default weights stay in use" if training.in_use is None else "weights in use stay"
        end = f"The new weights are not better on unseen reviews by more than chance, so the {stay}."
    return [*training_lines(training), "", end]


def training_lines(training: Training) -> list[str]:
    """The quality of each predictor on the held-out reviews, then predicted and actual recall."""
    rows = [_row("new weights", training.trained)]
    if training.in_use is not None:
        rows.append(_row("weights in use", training.in_use, training.over_in_use))
    rows += [
        _row("default weights", training.default, training.over_default),
        _row("moving average", training.average),
    ]
    *most, last = (f"{split.trained_on:,}" for split in training.splits)
    lines = [
        f"{count(training.reviews, 'review')}; trained on the first {', '.join(most)} and {last}, judged each time by "
        f"the next {training.splits[-1].judged_by:,}.",
        f"Your own weights count {own_share(training.reviews):.0%}, the default ones the rest; with more reviews, "
        "yours count more.",
        *_ONLY_FIRST[training.reviews >= ALL_WEIGHTS_FROM :],
        "",
        f"{'':18}{'log loss':>10}{'RMSE(bins)':>12}{'AUC':>8}{'behind by':>12}",
        *rows,
        "",
        "Predicted (○) and actual (●) recall:",
    ]
    return lines + [_bar(group) for group in training.calibration]


def _row(name: str, quality: Quality, lead: Lead | None = None) -> str:
    """A row of the table. `lead` is the new weights' lead over these, in log loss, shown with its standard error."""
    auc = "–" if quality.auc is None else f"{quality.auc:.3f}"
    row = f"{name:18}{quality.log_loss:>10.4f}{quality.rmse_bins:>12.4f}{auc:>8}"
    if lead is None:
        return row
    error = "–" if lead.standard_error is None else f"{lead.standard_error:.4f}"
    return f"{row}{lead.log_loss:>12.4f} ± {error}"


def _bar(group: CalibrationBin) -> str:
    line = ["·"] * (_WIDTH + 1)
    line[round(group.predicted * _WIDTH)] = "○"
    line[round(group.recalled * _WIDTH)] = "●"
    return f"  {''.join(line)}  {group.predicted:4.0%} {group.recalled:4.0%}  {count(group.reviews, 'review')}"


@dataclass(frozen=True, slots=True)
class QualityDocument:
    log_loss: float
    rmse_bins: float
    auc: float | None


@dataclass(frozen=True, slots=True)
class LeadDocument:
    log_loss: float
    standard_error: float | None


@dataclass(frozen=True, slots=True)
class LeadsDocument:
    over_default: LeadDocument
    over_in_use: LeadDocument | None


@dataclass(frozen=True, slots=True)
class SplitDocument:
    """A split by time; the leads are in nats per review."""

    trained_on: int
    judged_by: int
    over_default: float
    over_in_use: float | None


@dataclass(frozen=True, slots=True)
class CalibrationDocument:
    predicted: float
    recalled: float
    reviews: int


@dataclass(frozen=True, slots=True)
class TooFewReviewsDocument:
    """The document of `optimize --json` while there are too few reviews to judge a fit."""

    reviews: int
    needed: int
    adopted: bool = False


@dataclass(frozen=True, slots=True)
class TrainingDocument:
    """The document of `optimize --json`."""

    reviews: int
    held_out: int
    adopted: bool
    own_share: float
    splits: tuple[SplitDocument, ...]
    weights: tuple[float, ...]
    trained: QualityDocument
    default: QualityDocument
    in_use: QualityDocument | None
    moving_average: QualityDocument
    lead: LeadsDocument
    calibration: tuple[CalibrationDocument, ...]


def training_document(
    training: Training | None, reviews: int, *, adopted: bool
) -> TrainingDocument | TooFewReviewsDocument:
    if training is None:
        return TooFewReviewsDocument(reviews, LEAST_REVIEWS)
    return TrainingDocument(
        reviews=training.reviews,
        held_out=training.held_out,
        adopted=adopted,
        own_share=own_share(training.reviews),
        splits=tuple(
            SplitDocument(one.trained_on, one.judged_by, one.over_default, one.over_in_use) for one in training.splits
        ),
        weights=training.weights,
        trained=_quality(training.trained),
        default=_quality(training.default),
        in_use=None if training.in_use is None else _quality(training.in_use),
        moving_average=_quality(training.average),
        lead=LeadsDocument(
            over_default=_lead(training.over_default),
            over_in_use=None if training.over_in_use is None else _lead(training.over_in_use),
        ),
        calibration=tuple(CalibrationDocument(*group) for group in training.calibration),
    )


def _quality(quality: Quality) -> QualityDocument:
    return QualityDocument(quality.log_loss, quality.rmse_bins, quality.auc)


def _lead(lead: Lead) -> LeadDocument:
    return LeadDocument(lead.log_loss, lead.standard_error)
