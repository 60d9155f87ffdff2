"""What is out of the ordinary in a market's published figures, what it is worth, and how to tell whether it is so.

    run ─▶ questions ─▶ checks ─▶ signals ─▶ budget ─▶ findings ─▶ drill-down, worth, words
             │            │ volume_checks: level, share and mix of every node, off its own course (members)
             │            │ shifts:        half a year beside how the siblings grew: trend, the early warning
             │            │ figure_checks: copied months, repeated blocks, final digits, stages apart
             │            ▼ price_checks:  under the floor, slips of the unit, lone moves, copied prices
             ▼ evidence: the same questions, narrowed, re-compute each finding

    looked = look(run, knowledge_of(pack), Look(budget=5))
    recomputed(finding.signal, finding.evidence, run, knowledge)      gives the signal again, from its own rows

``run`` answers typed questions under somebody's grant. Figures that change their meaning are not judged across the
change, and what was restated is judged as it stands now. Country knowledge comes in ``Knowledge``, from a pack.
"""

from petroverse.detect.market.asked import Asked, Columns, Run, asked
from petroverse.detect.market.budget import FAMILIES, FARTHEST, Threshold, Verdicts, thresholds
from petroverse.detect.market.checks import part_asked, recomputed, volume_question
from petroverse.detect.market.finding import (
    Evidence,
    Finding,
    Kind,
    Node,
    Signal,
    finding_from_json,
    finding_to_json,
)
from petroverse.detect.market.knowledge import Knowledge, knowledge_of
from petroverse.detect.market.look import Look, Looked, is_told, look
from petroverse.detect.market.members import MEMBERS, Ecod, Forest, Member, Robust, opinions, together
from petroverse.detect.market.panel import Panel, panel_of
from petroverse.detect.market.shifts import SHIFT_MONTHS, shift_signals
from petroverse.detect.market.volume_checks import groups_of, volume_signals
from petroverse.detect.market.words import is_early_warning, sentence

__all__ = [
    "FAMILIES",
    "FARTHEST",
    "MEMBERS",
    "SHIFT_MONTHS",
    "Asked",
    "Columns",
    "Ecod",
    "Evidence",
    "Finding",
    "Forest",
    "Kind",
    "Knowledge",
    "Look",
    "Looked",
    "Member",
    "Node",
    "Panel",
    "Robust",
    "Run",
    "Signal",
    "Threshold",
    "Verdicts",
    "asked",
    "finding_from_json",
    "finding_to_json",
    "groups_of",
    "is_early_warning",
    "is_told",
    "knowledge_of",
    "look",
    "opinions",
    "panel_of",
    "part_asked",
    "recomputed",
    "sentence",
    "shift_signals",
    "thresholds",
    "together",
    "volume_question",
    "volume_signals",
]
