"""What there is to say of a threat tree, in sentences: the command, the screen and the report say the same."""

from collections.abc import (
    Callable,
    Iterable,
    Iterator,
    Sequence,
)
from dataclasses import dataclass

from facilitator.analysis.trees import tree_problems
from facilitator.analysis.trees.answers.overview import (
    MOST_SETS,
    MOST_SHORTEST,
    Likelihood,
    MeasureEffect,
    Overview,
    overview_of,
)
from facilitator.analysis.trees.assumptions import Situation
from facilitator.analysis.trees.interval import Interval
from facilitator.analysis.trees.memory import GOALS
from facilitator.model.records.trees import Tree
from facilitator.report.words import (
    counted,
    number,
)

NameOf = Callable[[str], str]
SURVIVES = "Nothing closes it: this way survives everything."
INDEPENDENT = "Conditions are taken as independent of each other, and what countermeasures leave of them multiplies."
MOST_TOLD = 3
"""So many equal answers are told one by one; of more, how many there are."""

MOST_SIZES = 6


@dataclass(frozen=True, slots=True)
class TreeWords:
    """The sentences of one goal. named: how a record is called where they stand."""

    overview: Overview
    named: NameOf

    def sentences(self) -> Iterator[str]:
        """All there is to say, the most important first."""
        if not self.overview.count.number:
            yield "The goal is out of reach: no way in is left."
        else:
            yield from self._ways_in()
            yield from self._closing()
        for effect in self.overview.effects:
            yield self._effect(effect)
        if self.overview.likelihood is not None:
            yield from _likelihood(self.overview.likelihood)

    def _ways_in(self) -> Iterator[str]:
        overview = self.overview
        ways = "way in" if overview.count.number == 1 else "ways in"
        yield f"{overview.count.words} {ways}{self._sizes()}."
        yield self._told("The shortest", overview.shortest, _needing(overview.shortest))
        if overview.cheapest:
            bound = "at least " if overview.cost_is_bound else ""
            yield self._told("The cheapest", overview.cheapest, f"for {bound}{number(overview.cost)}")
        if overview.count.number > 1:
            yield self._in_most()

    def _sizes(self) -> str:
        sizes = sorted(self.overview.by_size.items())
        if len(sizes) == 1 and self.overview.count.is_exact:
            each = "" if self.overview.count.number == 1 else "each "
            return f", {each}of {counted(sizes[0][0], 'condition')}"
        told = [f"{count:,} of {counted(size, 'condition')}" for size, count in sizes[:MOST_SIZES]]
        if len(sizes) > MOST_SIZES:
            told.append(f"and more of up to {sizes[-1][0]}")
        found = ", ".join(told) or "not counted by size"
        return f": {found}" if self.overview.count.is_exact else f": {found}, of those that were found"

    def _told(
        self,
        which: str,
        ways: Sequence[Sequence[str]],
        what: str,
    ) -> str:
        """Name the ways that are equally good, or say how many there are."""
        told = [self._together(way) for way in ways[:MOST_TOLD]]
        proven = "" if self.overview.count.is_exact else " of those that were found"
        if len(ways) == 1:
            return f"{which} way in{proven}, {what}: {told[0]}."
        listed = "; or ".join(told)
        more = _and_more(len(ways), MOST_SHORTEST)
        return f"{which} ways in{proven}, each {what}: {listed}{more}."

    def _in_most(self) -> str:
        overview = self.overview
        total = sum(overview.by_size.values())
        names = self._some(overview.in_most)
        is_one = len(overview.in_most) == 1
        stand = "stands" if is_one else "stand"
        found = "" if overview.count.is_exact else " that were found"
        if overview.in_so_many == total:
            return f"{names} {stand} in all ways in{found}."
        each = "" if is_one else "each in "
        return f"{names} {stand} in most ways in{found}: {each}{overview.in_so_many:,} of {total:,}."

    def _closing(self) -> Iterator[str]:
        closing = self.overview.closing
        if closing.survivor:
            yield SURVIVES
            yield f"It needs {self._together(closing.survivor)}."
            return
        ties = [one for one in closing.sets if self._weight(one) == self._weight(closing.sets[0])]
        told = "; or ".join(self._together(one) for one in ties[:MOST_TOLD])
        more = _and_more(len(ties), MOST_SETS)
        which = "cheapest" if self.overview.has_costs else "smallest"
        if not closing.is_proven:
            which = f"{which} found"
        if len(ties) == 1:
            yield f"The {which} set that closes all{self._price()}: {told}."
        else:
            least = "At least " if len(ties) >= MOST_SETS else ""
            yield f"{least}{len(ties)} sets are the {which} that close all, each{self._price()}: {told}{more}."
        if not closing.is_proven:
            yield f"A better set may exist; none is below {number(closing.bound)}."

    def _weight(self, one: Sequence[str]) -> float:
        """What ties are told by: the cost of a set, or the number of its countermeasures."""
        costs = self.overview.costs
        return sum(costs.get(name, 1.0) for name in one)

    def _price(self) -> str:
        closing = self.overview.closing
        if self.overview.has_costs:
            return f" for {number(closing.cost)}"
        return f" with {counted(len(closing.sets[0]), 'countermeasure')}"

    def _effect(self, effect: MeasureEffect) -> str:
        name = self.named(effect.measure)
        change = f"{effect.before.words} → {effect.after.words} ways in"
        state = "in place" if effect.in_place else "not in place"
        if effect.before == effect.after and effect.after.is_exact:
            return f"{name} ({state}) closes none by itself: {change}."
        if not effect.after.number:
            return f"{name} ({state}) closes all: {change}."
        why = ""
        if effect.through:
            passing = "The one left passes" if effect.after.number == 1 else f"The {effect.after.words} left all pass"
            why = f" {passing} through {self._some(effect.through)}."
        return f"{name} ({state}): {change}.{why}"

    def _some(self, names: Sequence[str]) -> str:
        told = [self.named(name) for name in names[:MOST_TOLD]]
        more = len(names) - MOST_TOLD
        if more > 0:
            told.append(f"{more} more")
        return _listed(told)

    def _together(self, names: Iterable[str]) -> str:
        told = [self.named(name) for name in names]
        return " and ".join(told)


def tree_words(situation: Situation, tree: Tree, named: NameOf) -> TreeWords | None:
    """The words on a tree, or None when it cannot be evaluated."""
    if tree_problems(situation.session, tree):
        return None
    goal = GOALS.goal_of(situation.session, tree)
    return TreeWords(overview_of(goal, situation, GOALS.solver), named)


def percent(value: float) -> str:
    """A probability with two digits that count."""
    return f"{value:.2g}"


def _likelihood(found: Likelihood) -> Iterator[str]:
    now, before = _interval(found.now), _interval(found.before)
    yield f"The goal is reached with a probability {now}; before any countermeasure, {before}."
    if found.guess is not None:
        guess = _interval(found.guess)
        yield f"By an estimate from random trials, it is {guess} where what is unknown is at its worst."
    yield INDEPENDENT


def _interval(interval: Interval) -> str:
    low, high = percent(interval.low), percent(interval.high)
    return f"of {low}" if low == high else f"between {low} and {high}"


def _and_more(count: int, most: int) -> str:
    """How many equal answers are not told; what was looked for was cut at `most`."""
    more = count - MOST_TOLD
    if more <= 0:
        return ""
    bound = "at least " if count >= most else ""
    return f"; and {bound}{more:,} more"


def _needing(ways: Sequence[Sequence[str]]) -> str:
    return f"of {counted(len(ways[0]), 'condition')}" if ways else ""


def _listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
