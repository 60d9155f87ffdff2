"""Insights in words: templates of one language each, filled with figures as the house prints them."""

from petroverse.insight.words.say import Said, said

__all__ = ["Said", "said"]
