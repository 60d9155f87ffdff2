"""The platform's ways out for notices of alarms, as the settings say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from petroverse.app.mail import mail_sender
from petroverse.workflows import Ways, poster

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform

__all__ = ["ways_of"]


def ways_of(platform: Platform) -> Ways:
    """How a platform's notices leave it; nothing is opened before something is sent."""
    of = platform.settings
    mail_from = of.mail_from.rpartition("<")[2].rstrip(">").strip()
    return Ways(
        keys=platform.home_keys,
        mail=partial(mail_sender, platform),
        poster=poster(allow_private=of.allow_private_urls),
        address=of.address,
        contact=f"mailto:{mail_from}" if mail_from else of.address,
    )
