"""Edge: the platform's arm at a site. Gauges are gathered from where they stand, by a hub or by a gateway.

    async def tell(message): await bus.publish(message)             # or a store of the gateway's own

    gathering = Gathering(organisation, tell, say=report)
    await gathering.use(network)                                    # again whenever the network changes
    ...
    await gathering.close()

Each gauge is followed by itself, in one event loop: a gauge that is slow, silent or talks nonsense delays no other, and
its fault is told to ``say``. What it tells becomes messages of its site, each with an id that is the same for ever for
the same readings, so nothing counts twice, whoever asks again.

A gateway is the platform at a site, on the base installation alone, for as long as its hub is away:

    gauges ─gathering─▶ journal (SQLite, synced) + watch.step, one transaction a message ──▶ page of the site
                          │ in order, again until the hub's database has it                    │ acknowledge, shelve
                          ▼                                                                    ▼
                        hub: signed handovers over HTTPS ◀── network, rules, what people said ─┘

    async with opened_edge(read_edge_settings(folder), folder) as edge:
        with served_page(edge.settings, shows=edge.show, does=edge.do):
            await edge.run()

A message is on the disk when its gauge is asked again, so a kill at any moment loses none. The journal is bounded; what
it gives up when it is full stands in ``journal``, and is told to the hub and on the page.
"""

from petroverse.edge.deeds import AlarmNotHere, Deed
from petroverse.edge.gathering import Gathering, GaugeFailed, messages_of, parts_of
from petroverse.edge.hub import HttpHub, Hub, HubAway, HubRefuses
from petroverse.edge.journal import Journal, JournalUnusable, Standing
from petroverse.edge.keeping import SiteKeeper
from petroverse.edge.page import PagePortBusy, served_page
from petroverse.edge.running import Edge, opened_edge
from petroverse.edge.secret_files import SecretNotThere
from petroverse.edge.settings import (
    EdgeFolder,
    EdgeNotSetUp,
    EdgeSettings,
    EdgeSettingsRefused,
    read_edge_settings,
    settings_text,
)
from petroverse.edge.view import standing_shown

__all__ = [
    "AlarmNotHere",
    "Deed",
    "Edge",
    "EdgeFolder",
    "EdgeNotSetUp",
    "EdgeSettings",
    "EdgeSettingsRefused",
    "Gathering",
    "GaugeFailed",
    "HttpHub",
    "Hub",
    "HubAway",
    "HubRefuses",
    "Journal",
    "JournalUnusable",
    "PagePortBusy",
    "SecretNotThere",
    "SiteKeeper",
    "Standing",
    "messages_of",
    "opened_edge",
    "parts_of",
    "read_edge_settings",
    "served_page",
    "settings_text",
    "standing_shown",
]
