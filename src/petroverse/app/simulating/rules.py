"""What calls people in the simulated organisation where nobody has decided it: an invented, plausible set."""

from __future__ import annotations

from typing import Any, Final

from petroverse.workflows import Reader, Stores, alarm_rules_list, write_alarm_rule

__all__ = ["write_rules"]

_USUAL: Final[dict[str, Any]] = {"valid_states": ["in_service"]}
_RULES: Final[tuple[dict[str, Any], ...]] = (
    {"name": "overfill", "cause": "a drop into a tank without room", "consequence": "product in the ground, fire",
     "severity": "severe", "response": "close the drop valve, then find out why there was no room",
     "time_available_s": 300, "limit": 100, "unit": "%", "deadband": 1},
    {"name": "sudden_loss", "cause": "theft or a broken line", "consequence": "product lost or in the ground",
     "severity": "severe", "response": "stop the pumps of the tank and look at its lines and covers",
     "time_available_s": 600, "limit": 0, "deadband": 0},
    {"name": "slow_loss", "cause": "a leak", "consequence": "product in the ground", "severity": "major",
     "response": "take the tank out of service and have it tested", "time_available_s": 86_400, "limit": 0,
     "deadband": 0},
    {"name": "water", "cause": "ground water in the tank", "consequence": "water sold as fuel", "severity": "major",
     "response": "stop selling from the tank and draw the water off", "time_available_s": 3600, "limit": 0.05,
     "unit": "m", "deadband": 0.01},
    {"name": "run_out", "cause": "no truck came in time", "consequence": "no sales", "severity": "minor",
     "response": "order a truck for today", "time_available_s": 14_400, "limit": 12, "unit": "h", "deadband": 1},
    {"name": "stuck", "cause": "the float hangs", "consequence": "nobody knows what is in the tank",
     "severity": "minor", "response": "dip the tank by hand and call the gauge's service", "time_available_s": 43_200,
     "limit": 0, "deadband": 0},
    {"name": "silent", "cause": "the gauge or its line is down", "consequence": "nobody knows what is in the tanks",
     "severity": "minor", "response": "call the station, and look at the gauge's power and line",
     "time_available_s": 43_200, "limit": 1, "unit": "h", "deadband": 0},
)  # fmt: skip


def write_rules(stores: Stores, reader: Reader) -> bool:
    """Writes them down, approved by the simulation, where there are none; says whether it did."""
    if alarm_rules_list(stores, reader):
        return False
    for each in _RULES:
        write_alarm_rule(stores, reader, {**_USUAL, **each}, is_enabled=True)
    return True
