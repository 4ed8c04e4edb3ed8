"""Verbs: states, crossings, movements."""

from __future__ import annotations

VERBS: dict[str, dict[str, str]] = {
    "STATE": {
        "is": (
            "is, are, be, being, am, stays, stay, staying, remains, remain, remaining, sits, "
            "sitting, sit, trades, stands, standing, stand, keeps, keep, lies, hovers, reads, "
            "shows, has to be, must be, should be, is still, is trading, still, needs to be, "
            "holds, holding, is currently, currently, need to be, has stayed, stayed, remained, "
            "is also, keeps trading, is must stay, located, positioned, must remain, have to be, "
            "are both, stay both, must both be, should both be"
        ),
        "was": "was, were, has been, had been, have been, been",
    },
    "CROSS": {
        "cross": (
            "crosses, cross, crossing, crossed, crossover, crossovers, xover, x over, crosses "
            "over it, cross over signal, xo, xing, intersects, intersect, cuts, cut through, "
            "cutting, cuts through, pierces, pierce, penetrates, penetrate, goes, go, going, "
            "gone, moves, move, moving, moved, gets, get, got, getting, comes, come, coming, "
            "pushes, push, pushing, pushed, breaks, break, breaking, broke, broken, breakout, "
            "break out, breaks out, breakouts, breaking out, broke out, returns, return, bounces, "
            "swings, swing, passes, pass, passing, travels, trades through, crossings, x, cross "
            "back, crosses back, crossed back, travels back, moves back, goes back, comes back, "
            "gets back, flips, flip, flipping, flipped, turns, turn, turning, turned, switches, "
            "switch, becomes, become, changes to, has crossed, has broken, has moved, sneaks, "
            "runs, ran, run, pokes, poke, poking, swaps, rotates, shifts, heads back, closes and "
            "crosses, reverts"
        ),
    },
    "RISE": {
        "rise": (
            "rises, rise, rose, risen, climbs, climb, climbing, climbed, jumps, jump, jumping, "
            "jumped, rallies, rally, rallied, surges, surge, surging, surged, shoots, shoot, "
            "spikes, spike, pops, pop, popped, popping, gains, gain, gained, gaining, goes up, "
            "went up, go up, going up, moves up, moved up, moving up, reclaims, reclaim, "
            "reclaimed, recovers, recover, recovered, increases, increase, increased, grows, "
            "grow, grown, advances, advance, pumps, pump, pumped, has risen, up, soars, soar, "
            "lifts, ticks up, turns up, curls up, heads up, pushes up, breaks up, crosses up, "
            "cross up, bounces back, bounces up, cross upwards, crosses upwards, crosses upward, "
            "crossing up, crossing upwards, turning up, to the upside, upward, upwards, turn up, "
            "appreciates, has gone up, is up, are up, was up, up by, bounces off, crossed up, "
            "breaks upward, cross upward, cross ups, crossup, changes direction up, changes "
            "direction "
            "to up, changes direction upwards, changes to up, crosses it up, curls upward, curls "
            "upwards, hooks up, hooks upward, starts rising, starts to rise, begins to rise, "
            "starts "
            "going up, starts climbing, turns upward, turns upwards, turned up, ticked up, curled "
            "up, turns higher, ticks higher, begins rising"
        ),
    },
    "FALL": {
        "fall": (
            "falls, fall, fell, fallen, drops, drop, dropping, dropped, dips, dip, dipping, "
            "dipped, sinks, sink, sinking, sank, slips, slip, slipping, slipped, plunges, plunge, "
            "plunged, tumbles, tumble, slides, slide, slid, declines, decline, declined, "
            "declining, decreases, decrease, decreased, loses, lose, losing, lost, crashes, "
            "crash, crashed, dumps, dump, dumped, goes down, went down, go down, going down, "
            "moves down, moving down, moved down, breaks down, break down, broke down, breakdown, "
            "breaking down, has fallen, has dropped, down, turns down, ticks down, heads down, "
            "crosses down, cross down, crossunder, cross under it, crossing down, cross "
            "downwards, crosses downwards, crosses downward, to the downside, downward, "
            "downwards, turn down, turning down, tanks, tank, collapses, weakens, has gone down, "
            "is down, are down, was down, down by, plummets, sells off, pulls back, retraces, "
            "retrace, crossed down, cross downward, crossdown, changes direction down, changes "
            "direction to down, changes direction downwards, changes to down, crosses it down, "
            "curls down, curls downward, hooks down, starts falling, starts to fall, begins to "
            "fall, starts going down, starts dropping, turns downward, turns downwards, turned "
            "down, ticked down, rolls over, rolled over, turns lower, ticks lower, begins falling"
        ),
    },
    "RISING": {
        "rising": (
            "rising, increasing, growing, trending up, going higher, sloping up, pointing up, "
            "moving higher, upsloping, on the rise, ascending, climbing steadily, heading higher, "
            "trending upwards, heading up, higher than before, trending higher, sloping upwards, "
            "sloping upward, slopes up, slopes upward, slopes upwards, points up, pointing "
            "upward, pointing upwards, upward sloping, curling up, ticking up"
        ),
    },
    "FALLING": {
        "falling": (
            "falling, decreasing, shrinking, trending down, going lower, sloping down, pointing "
            "down, moving lower, downsloping, descending, heading lower, trending downwards, "
            "heading down, trending lower, sloping downwards, sloping downward, slopes down, "
            "slopes downward, slopes downwards, points down, pointing downward, downward sloping, "
            "curling down, ticking down"
        ),
    },
    "HIT": {
        "hit": (
            "hits, hit, hitting, reaches, reach, reached, reaching, touches, touch, touched, "
            "touching, tags, tag, tests, kisses, approaches exactly, gets to, get to, tapped, "
            "taps, tap"
        ),
    },
    "LEAVE": {
        "leave": (
            "leave, leaves, leaving, comes out of, gets out of, exits from, moves out of, "
            "emerges from, "
            "recovers from, coming out of, come out of, out of, back from, crosses out of, "
            "returns from, climbs out of, rises out of, breaks out of, exit from, exiting, exits "
            "the"
        ),
    },
    "INTO": {
        "into": (
            "into, enters, entering, in to, goes into, gets into, falls into, drops into, moves "
            "into, back inside, back into, back in, back within, back inside of, enters into, "
            "dips into, rises into, crosses into"
        ),
    },
    "THROUGH": {"through": "through, past, thru, across"},
    "BREAK": {
        "break": "breakout, breakouts, break out, breakdown, breakdowns, break down, break",
    },
    "FROMBELOW": {
        "below": "from below, from underneath, from beneath, from under, from the downside",
    },
    "FROMABOVE": {"above": "from above, from the top, from over, from the upside"},
    "MAKE": {
        "make": (
            "makes, make, making, made, prints, print, printing, printed, forms, form, formed, "
            "forming, appears, appear, appearing, occurs, occur, happens, happen, shows up, "
            "closes as, is formed, is printed, is seen, is there, there is, are there, there are, "
            "we get, we see, is present, given by, signals, triggers, fires, takes place, exists, "
            "confirmed, confirms, lights up, prints a"
        ),
    },
}
"""Verbs, by terminal and meaning."""
