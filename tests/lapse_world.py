"""A made-up market of liftings in which some companies fade before they stop, and others stop at once."""

from __future__ import annotations

from datetime import date

import numpy as np

from petroverse.forecast.lapse_liftings import Liftings

MONTHS = 48


def fading_market(companies: int = 60, months: int = MONTHS, seed: int = 1) -> Liftings:
    """Companies whose liftings wander; each month some begin to fade, and after a few months lift no more."""
    dice = np.random.default_rng(seed)
    size = np.exp(dice.normal(5, 1.5, companies))
    level, fades = np.ones(companies), np.zeros(companies, bool)
    held = np.zeros((2, companies, months))
    for month in range(months):
        fades |= dice.random(companies) < 0.03
        level *= np.where(fades, 0.6, 1.0) * np.exp(dice.normal(0, 0.1, companies))
        born = (level < 0.05) & (dice.random(companies) < 0.1)
        level, fades = np.where(born, 1.0, level), fades & ~born
        lifts = (level > 0.05) & (dice.random(companies) > 0.03)
        held[0, :, month], held[1, :, month] = size * level * lifts * 0.7, size * level * lifts * 0.3
    first = [date(2018 + month // 12, month % 12 + 1, 1) for month in range(months)]
    return Liftings(tuple(first), tuple(f"OIL {at}" for at in range(companies)), ("gasoil", "gasoline"), held)
