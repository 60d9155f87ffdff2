"""Finding what is wrong, from readings and movements alone: minds that take state and facts and give conditions.

    tank    heights, temperatures and totals of one site → litres, deliveries, and what is wrong; wet stock and leaks

A mind has no clock, no disk and no chance of its own: the same readings give the same conditions in the hub, at a site
and in a test that replays a year.
"""

__all__: list[str] = []
