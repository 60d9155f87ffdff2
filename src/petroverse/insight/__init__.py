"""The few things worth knowing of a market, month by month: true, new, ranked, in words, with their own questions.

    asking = Asking(run, within=(Filter("organisation", "in", ("public",)),), region="region_10")
    for insight in find_insights(read_market(asking), months):
        print(said(insight).text)
        assert recomputed(insight, asking.run) == insight.figures

``run`` answers typed questions and is all that this block sees: no store, no clock, no chance. What is seen in figures
that were read at once is only a candidate: each is told with the figures that its own questions give, or not at all.
"""

from petroverse.insight.find import find_insights, recomputed
from petroverse.insight.finders import FINDERS, Finder
from petroverse.insight.insight import AUDIENCES, About, Audience, Candidate, Figures, Insight, Run
from petroverse.insight.market import Asking, Market, month_after, month_at, read_market
from petroverse.insight.plain import WRITTEN_AS, insight_from_plain, insight_to_plain
from petroverse.insight.words import Said, said

__all__ = [
    "AUDIENCES",
    "FINDERS",
    "WRITTEN_AS",
    "About",
    "Asking",
    "Audience",
    "Candidate",
    "Figures",
    "Finder",
    "Insight",
    "Market",
    "Run",
    "Said",
    "find_insights",
    "insight_from_plain",
    "insight_to_plain",
    "month_after",
    "month_at",
    "read_market",
    "recomputed",
    "said",
]
