"""Physics: a simulated world in which the tanks of a network fill and empty, and gauges see what gauges see.

    world = start(network, at, seed=7, incidents=(Leak(tank, at + 2 * day, gal_h=0.2),))
    world, happened = step(world, at + day)       # the truth: drops, incidents, dry tanks
    site = seen(world, gauge)                     # what a device shows of it
    world.balance().unexplained_l                 # nothing but rounding

How it moves. Every half hour (``PLAN_S``) the world draws what will happen until the next: customers by a Poisson
process, by hour, weekday, month and holiday, each with litres, a nozzle and a flow; trucks by a reorder rule, with
compartments, a road and a rate of the drop; what leaks and thefts take. Between two such turns nothing is left to
chance and every quantity has a closed form (``motion``). So a world goes the same way whatever steps it is taken
through, and a whole network is stepped as a few arrays.

What is kept. Standard litres: what a tank has is what it had, plus what came, less what went, by cause (``Balance``).
A meter counts true litres times its own factor. A tank's product goes towards the temperature of the ground and mixes
with what is dropped into it. Water only ever comes in.

What is left out. A product has one density in all its batches; a tank has one temperature throughout; a siphon levels
at once; drivers, pumps and people do not err unless an incident says so; LPG tanks stand still; what no meter draws
from sells nothing.

Who sees what. ``Happening`` and ``Balance`` are the truth, and no device has them. ``seen`` is a gauge's view: noise,
steps, an offset, friction, drop-outs, a clock of its own, and what incidents do to it. Everything that comes of it says
that it is simulated: ``is_simulated``, references that begin with SIM, message sources with ``sim:``.

    climate      air by day and season, ground            customers   who comes, who waits, who goes away
    demand       the profile of hours, days, months       supply      orders, compartments, depots
    plant        the network as arrays                    trips       arriving, dropping, driving back
    flows        litres on their way                      incidents   what goes wrong, by name
    state        the world at one instant                 effects     what incidents do
    motion       from one turn to the next                instruments what gauges see
    world        start, step, inject                      notation    incidents and the truth as plain values
    invented     a network of nobody's
"""
