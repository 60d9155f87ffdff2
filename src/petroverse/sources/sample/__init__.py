"""The sample: a simulated market of a made-up country, written as workbooks that the ordinary readers take in.

Nothing here is real, and everything that comes of it says so: the country pack, the titles, the file names, the facts.
"""

from __future__ import annotations

from petroverse.sources.sample.country import PACK as SAMPLE_PACK
from petroverse.sources.sample.kestria import kestria_network
from petroverse.sources.sample.truth import (
    ControlTotal,
    PlantedFault,
    PlantedLoss,
    Restatement,
    SampleTables,
    SampleTruth,
)
from petroverse.sources.sample.writing import write_sample, write_sample_tables

__all__ = [
    "SAMPLE_PACK",
    "ControlTotal",
    "PlantedFault",
    "PlantedLoss",
    "Restatement",
    "SampleTables",
    "SampleTruth",
    "kestria_network",
    "write_sample",
    "write_sample_tables",
]
