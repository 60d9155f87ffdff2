"""PetroVerse: the analytics platform for petroleum distribution."""

__all__ = ["__version__"]

__version__ = "0.1.0"
