"""Looking ahead at demand: what each month will bring, how far it may miss, and why.

    series       monthly series, the tree they form; a panel ends before its origin
    forecaster   the role: a panel in, an outlook for each series out
    library      members that a library brings
    folds        what every member said at one origin: played once, kept
    track        folds and what happened, as arrays
    weights      whose word counts how much
    coherence    parts add up to their whole
    ranges       intervals that hold
    replay       the rule at every origin, each with what had passed by then
    forecasting  the forecast, with its accuracy, in words

    lapse        who may stop lifting, or lift half as much: how likely, why, and how good such warnings were

Play each fold of ``wanted_origins`` once and keep it; ``forecast`` is cheap then.
"""

from petroverse.forecast.folds import HORIZON, Fold, FoldMissing, members, play_fold, wanted_origins
from petroverse.forecast.forecaster import Forecaster, OneByOne, Outlook
from petroverse.forecast.forecasting import UNKNOWN_TIMES, forecast
from petroverse.forecast.foresight import (
    Accuracy,
    Explanation,
    ForecastRow,
    Foresight,
    SeriesForecast,
    SpanForecast,
)
from petroverse.forecast.lapse import LapseOutlook, LapseRecord, LapseRisk, lapse_outlook
from petroverse.forecast.lapse_liftings import Liftings, LiftingsNotUsable, liftings
from petroverse.forecast.lapse_model import TooShortToWarn
from petroverse.forecast.library import public_forecasters
from petroverse.forecast.replay import Replay, replayed
from petroverse.forecast.series import (
    Break,
    History,
    Panel,
    Series,
    SeriesKey,
    SeriesNotValid,
    SeriesSet,
    month_after,
    months_between,
    series_key,
)

__all__ = [
    "HORIZON",
    "UNKNOWN_TIMES",
    "Accuracy",
    "Break",
    "Explanation",
    "Fold",
    "FoldMissing",
    "ForecastRow",
    "Forecaster",
    "Foresight",
    "History",
    "LapseOutlook",
    "LapseRecord",
    "LapseRisk",
    "Liftings",
    "LiftingsNotUsable",
    "OneByOne",
    "Outlook",
    "Panel",
    "Replay",
    "Series",
    "SeriesForecast",
    "SeriesKey",
    "SeriesNotValid",
    "SeriesSet",
    "SpanForecast",
    "TooShortToWarn",
    "forecast",
    "lapse_outlook",
    "liftings",
    "members",
    "month_after",
    "months_between",
    "play_fold",
    "public_forecasters",
    "replayed",
    "series_key",
    "wanted_origins",
]
