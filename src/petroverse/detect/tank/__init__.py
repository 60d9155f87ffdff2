"""What readings of tanks and meters mean: litres, deliveries, what is wrong; each limit stands beside its source.

Reading by reading, ten thousand a second (``site_step``: state in, state out; plain floats, for with ten tanks a call
to numpy costs more than the sum it does):

    height ──▶ may it be used? ──▶ observed and standard litres
                 │ gauge_faults: out of range, spike, stuck, the gauge's own noise
                 │ limits:       high, overfill, low, run_out, water, temperature
                 │ losses:       sudden_loss: gone, and through no meter
                 │ drops:        deliveries, held against their paper (short_delivery)
                 ▼ demand:       sales by hour of the week, when the tank runs dry

A condition is told when it begins, when its figure has moved enough to matter, and when it ends. ``silent`` is found
by whoever has a clock. What comes late is put in its place by who keeps the readings, and the steps after it are taken
again.
"""

from petroverse.detect.tank.demand import RunOut, run_out
from petroverse.detect.tank.drops import FoundDelivery, short_delivery
from petroverse.detect.tank.history import History, HistoryNotValid, Stock, stock_of
from petroverse.detect.tank.leak import LeakTest, leak_condition, leak_test, leak_test_of
from petroverse.detect.tank.learned import Learned, TooLittleSeen, learn
from petroverse.detect.tank.site import SiteStep, WatchedSite, site_step, watched_site
from petroverse.detect.tank.state import Measured, SiteState, TankState, from_plain, to_plain
from petroverse.detect.tank.step import Step, step
from petroverse.detect.tank.watched import GaugeNoise, Limits, WatchedTank, limits_of, watched

__all__ = [
    "FoundDelivery",
    "GaugeNoise",
    "History",
    "HistoryNotValid",
    "LeakTest",
    "Learned",
    "Limits",
    "Measured",
    "RunOut",
    "SiteState",
    "SiteStep",
    "Step",
    "Stock",
    "TankState",
    "TooLittleSeen",
    "WatchedSite",
    "WatchedTank",
    "from_plain",
    "leak_condition",
    "leak_test",
    "leak_test_of",
    "learn",
    "limits_of",
    "run_out",
    "short_delivery",
    "site_step",
    "step",
    "stock_of",
    "to_plain",
    "watched",
    "watched_site",
]
