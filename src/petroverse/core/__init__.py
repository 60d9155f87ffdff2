"""The words of the trade. Open vocabulary: import the module you need, such as ``petroverse.core.products``."""

__all__: list[str] = []
