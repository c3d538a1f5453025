"""What `optimize` found, as a table and a calibration picture."""

from clfcards.memory.evaluation import Lead, Quality
from clfcards.memory.training import Training

_WIDTH = 40  # columns of the picture, for recall from 0 to 100 %


def training_lines(training: Training) -> list[str]:
    """Quality of the predictors on the held-out reviews, then how predictions turned out."""
    rows = [_row("new weights", training.trained)]
    if training.in_use is not None:
        rows.append(_row("weights in use", training.in_use, training.over_in_use))
    rows += [
        _row("default weights", training.default, training.over_default),
        _row("moving average", training.average),
    ]
    lines = [
        f"{training.reviews} reviews; trained on the first {training.reviews - training.held_out}, "
        f"judged by the last {training.held_out}:",
        "",
        f"{'':18}{'log loss':>10}{'RMSE(bins)':>12}{'AUC':>8}{'behind by':>12}",
        *rows,
        "",
        "Recall as predicted (○) and as it was (●):",
    ]
    return lines + [_bar(*group) for group in training.picture]


def _row(name: str, quality: Quality, ahead: Lead | None = None) -> str:
    """`ahead` is the new weights' lead over these, in log loss, shown with its standard error."""
    auc = "–" if quality.auc is None else f"{quality.auc:.3f}"
    row = f"{name:18}{quality.log_loss:>10.4f}{quality.rmse_bins:>12.4f}{auc:>8}"
    if ahead is None:
        return row
    error = "–" if ahead.standard_error is None else f"{ahead.standard_error:.4f}"
    return f"{row}{ahead.log_loss:>12.4f} ± {error}"


def _bar(predicted: float, real: float, reviews: int) -> str:
    line = ["·"] * (_WIDTH + 1)
    line[round(predicted * _WIDTH)] = "○"
    line[round(real * _WIDTH)] = "●"
    return f"  {''.join(line)}  {predicted:4.0%} {real:4.0%}  {reviews} reviews"
