"""Every fault that a gauge's driver can name, split by what to do.

Unavailable               ask again later
└── GaugeSilent           nothing came in time: no connection, it broke, or no whole answer
InputRefused
├── FrameNotValid         what came is not what the protocol says; the next question may be answered well
├── QuestionRefused       the gauge understood and has no such thing: a function, a register, a node
└── GaugeSettingsRefused  the network's entry of the gauge cannot be: address, options, register map
NotFound
└── ProtocolNotKnown      no such protocol, or its part is not installed
"""

from __future__ import annotations

from petroverse.core.errors import InputRefused, NotFound, Unavailable

__all__ = ["FrameNotValid", "GaugeSettingsRefused", "GaugeSilent", "ProtocolNotKnown", "QuestionRefused"]


class GaugeSilent(Unavailable):
    """A gauge did not give a whole answer in time, or cannot be reached."""


class FrameNotValid(InputRefused):
    """Bytes that are no frame of the protocol: a wrong checksum, a field that cannot be, more than was promised."""


class QuestionRefused(InputRefused):
    """A gauge that does not know what it was asked for."""


class GaugeSettingsRefused(InputRefused):
    """A gauge as the network has it cannot be spoken with: its address, an option or its map is wrong."""


class ProtocolNotKnown(NotFound):
    """No driver speaks this protocol here."""
