"""Edge: the platform's arm at a site. Gauges are gathered from where they stand, by a hub or by a gateway.

    async def tell(message): await bus.publish(message)             # or a store of the gateway's own

    gathering = Gathering(organisation, tell, say=report)
    await gathering.use(network)                                    # again whenever the network changes
    ...
    await gathering.close()

Each gauge is followed by itself, in one event loop: a gauge that is slow, silent or talks nonsense delays no other, and
its fault is told to ``say``. What it tells becomes messages of its site, each with an id that is the same for ever for
the same readings, so nothing counts twice, whoever asks again.
"""

from petroverse.edge.gathering import Gathering, GaugeFailed, messages_of

__all__ = ["Gathering", "GaugeFailed", "messages_of"]
