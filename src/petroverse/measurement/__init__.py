"""The laws of measurement, pure: volume correction, strapping, reconciliation, price build-up.

Open vocabulary: import the law you need, such as ``petroverse.measurement.volume_correction``.
"""

__all__: list[str] = []
