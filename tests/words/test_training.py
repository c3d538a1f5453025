"""What `optimize` prints: the table and the calibration chart."""

from clfcards.memory.evaluation import CalibrationBin, Lead, Quality
from clfcards.memory.training import Split, Training
from clfcards.words.training import training_lines

REPORT = """\
600 reviews; trained on the first 240, 360 and 480, judged each time by the next 120.
Your own weights count 23%, the default ones the rest; with more reviews, yours count more.
Below 1,000 reviews, only the first stabilities are fitted: how long a new card is remembered.

                    log loss  RMSE(bins)     AUC   behind by
new weights           0.3000      0.0500   0.700
weights in use        0.3100      0.0600   0.650      0.0100 ± 0.0050
default weights       0.3500      0.0900   0.600      0.0500 ± –
moving average        0.4000      0.1200       –

Predicted (○) and actual (●) recall:
  ····················●···○················   60%  50%  40 reviews
  ································●········   80%  80%  40 reviews
  ······································○·●   95% 100%  40 reviews"""


def test_the_report_as_printed() -> None:
    training = Training(
        reviews=600,
        splits=tuple(Split(first, 120, 0.05, 0.01) for first in (240, 360, 480)),
        weights=(),
        are_new=True,
        trained=Quality(0.3, 0.05, 0.7),
        default=Quality(0.35, 0.09, 0.6),
        in_use=Quality(0.31, 0.06, 0.65),
        average=Quality(0.4, 0.12, None),
        over_default=Lead(0.05, None),
        over_in_use=Lead(0.01, 0.005),
        calibration=tuple(CalibrationBin(*group) for group in ((0.6, 0.5, 40), (0.8, 0.8, 40), (0.95, 1.0, 40))),
    )
    assert "\n".join(training_lines(training)) == REPORT
