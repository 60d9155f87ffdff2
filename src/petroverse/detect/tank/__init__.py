"""What readings of tanks and meters mean: litres, deliveries, what is wrong; each limit stands beside its source.

Reading by reading, some 17 µs each (``site_step``: state in, state out):

    height ──▶ may it be used? ──▶ observed and standard litres
                 │ gauge_faults: out of range, spike, stuck, the gauge's own noise
                 │ limits:       high, overfill, low, run_out, water, temperature
                 │ losses:       sudden_loss: gone, and through no meter
                 │ drops:        deliveries, held against their paper (short_delivery)
                 ▼ demand:       sales by hour of the week, when the tank runs dry

Month by month, over a ``History`` of arrays:

    stock_of ──▶ deliveries, quiet spans
       │  learned:    one model of leak, meters, chart and temperature, fitted to nights and days
       │  leak:       PASS, FAIL or INCONCLUSIVE (slow_loss), with the rate and the least leak it would have found
       │  causes:     the loss split, meter_drift, chart_error; what cannot be told apart is said together
       │  wet_stock:  the daily book and the monthly rule of the law (reconciliation)
       ▼  stock_month: all of it for one month of one tank system, and what cannot be told

A condition is told when it begins, when its figure has moved enough to matter, and when it ends. ``silent`` is found
by whoever has a clock. What comes late is put in its place by who keeps the readings, and the steps after it are taken
again.
"""

from petroverse.detect.tank.causes import (
    Cause,
    ChartError,
    MeterDrift,
    chart_condition,
    chart_errors,
    drift_condition,
    loss_split,
    meter_drifts,
)
from petroverse.detect.tank.demand import RunOut, run_out
from petroverse.detect.tank.drops import FoundDelivery, short_delivery
from petroverse.detect.tank.history import History, HistoryNotValid, Stock, stock_of
from petroverse.detect.tank.leak import LeakTest, ReasonCode, leak_condition, leak_test, leak_test_of
from petroverse.detect.tank.learned import Learned, TooLittleSeen, learn
from petroverse.detect.tank.site import SiteStep, WatchedSite, site_step, watched_site
from petroverse.detect.tank.state import Measured, SiteState, TankState, from_plain, to_plain
from petroverse.detect.tank.step import Step, step
from petroverse.detect.tank.stock_month import StockMonth, conditions_of, found_drops, month_of, untested
from petroverse.detect.tank.watched import GaugeNoise, Limits, WatchedTank, limits_of, watched
from petroverse.detect.tank.wet_stock import WetStock, reconciliation_condition, wet_stock

__all__ = [
    "Cause",
    "ChartError",
    "FoundDelivery",
    "GaugeNoise",
    "History",
    "HistoryNotValid",
    "LeakTest",
    "Learned",
    "Limits",
    "Measured",
    "MeterDrift",
    "ReasonCode",
    "RunOut",
    "SiteState",
    "SiteStep",
    "Step",
    "Stock",
    "StockMonth",
    "TankState",
    "TooLittleSeen",
    "WatchedSite",
    "WatchedTank",
    "WetStock",
    "chart_condition",
    "chart_errors",
    "conditions_of",
    "drift_condition",
    "found_drops",
    "from_plain",
    "leak_condition",
    "leak_test",
    "leak_test_of",
    "learn",
    "limits_of",
    "loss_split",
    "meter_drifts",
    "month_of",
    "reconciliation_condition",
    "run_out",
    "short_delivery",
    "site_step",
    "step",
    "stock_of",
    "to_plain",
    "untested",
    "watched",
    "watched_site",
    "wet_stock",
]
