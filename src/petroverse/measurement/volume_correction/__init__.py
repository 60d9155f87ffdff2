"""Volume correction for temperature and pressure, after API MPMS 11.1-2004 (ASTM D1250, IP 200).

Scalar calls read like the standard; ``*_of`` calls on arrays give the same numbers for thousands of tanks at once.

    customary   °F, psi, kg/m3 at 60 °F      correction · base_density
    metric      °C, kPa, kg/m3 at 15 °C      metric_correction · density15 · standard_volume
    arrays      both, vectorised             corrections_of · base_densities_of · metric_corrections_of · densities15_of

Example:
    >>> crude = correction(946.918739324112, -27.7, 0.0, Commodity.CRUDE)
    >>> round(crude.ctpl, 5)
    1.03301
"""

from petroverse.measurement.volume_correction.arrays import (
    Corrections,
    Outside,
    base_densities_of,
    corrections_of,
)
from petroverse.measurement.volume_correction.commodities import (
    Commodity,
    CommodityNotCovered,
    OutsideLimits,
    commodity_of,
    special_alpha,
)
from petroverse.measurement.volume_correction.customary import (
    Correction,
    DensityNotFound,
    base_density,
    correction,
    its90_to_ipts68,
)
from petroverse.measurement.volume_correction.gravity import api_gravity, density60_of_api, density60_of_relative
from petroverse.measurement.volume_correction.metric import (
    density15,
    metric_correction,
    standard_volume,
)
from petroverse.measurement.volume_correction.metric_arrays import densities15_of, metric_corrections_of

__all__ = [
    "Commodity",
    "CommodityNotCovered",
    "Correction",
    "Corrections",
    "DensityNotFound",
    "Outside",
    "OutsideLimits",
    "api_gravity",
    "base_densities_of",
    "base_density",
    "commodity_of",
    "correction",
    "corrections_of",
    "densities15_of",
    "density15",
    "density60_of_api",
    "density60_of_relative",
    "its90_to_ipts68",
    "metric_correction",
    "metric_corrections_of",
    "special_alpha",
    "standard_volume",
]
