"""The application: settings, the home, and the only place that builds things."""

from petroverse.app.home import Home, HomeHeld, HomeNotWritable, RunningPlatform
from petroverse.app.settings import SettingRefused, Settings, read_settings

__all__ = [
    "Home",
    "HomeHeld",
    "HomeNotWritable",
    "RunningPlatform",
    "SettingRefused",
    "Settings",
    "read_settings",
]
