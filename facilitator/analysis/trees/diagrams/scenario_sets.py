"""Builds diagrams of the minimal scenarios of decision diagrams."""

from facilitator.analysis.trees.budget import Budget
from facilitator.analysis.trees.diagrams.decisions import (
    DEEPEST,
    Decisions,
)
from facilitator.analysis.trees.diagrams.diagram import (
    EVERYTHING,
    NOTHING,
    TERMINALS,
)
from facilitator.analysis.trees.diagrams.pairs import (
    SECOND,
    WIDTH,
    Branch,
    OpenedPair,
    settle,
)


class ScenarioSets:
    """Sets of scenarios as diagrams; place 0 is no scenario, place 1 the one that needs nothing."""

    def __init__(self, decisions: Decisions, budget: Budget) -> None:
        self.level = [DEEPEST, DEEPEST]
        self.low = [NOTHING, EVERYTHING]
        self.high = [NOTHING, EVERYTHING]
        self._decisions = decisions
        self._budget = budget
        self._nodes: dict[tuple[int, int, int], int] = {}
        self._left: dict[int, int] = {}

    def minimal(self, root: int) -> int:
        """The minimal scenarios of a function.

        Those with the input at the top are the ones of the function with it that do not do without it.
        Raises BudgetSpent.
        """
        decisions = self._decisions
        found = {NOTHING: NOTHING, EVERYTHING: EVERYTHING}
        for node in range(TERMINALS, root + 1):
            low = decisions.low[node]
            high = decisions.high[node]
            within = self._without(found[high], low)
            found[node] = self._node(decisions.level[node], found[low], within)
        return found[root]

    def _without(self, scenarios: int, function: int) -> int:
        """Those scenarios that do not fulfil a function by themselves."""
        start = self._branch(scenarios, function)
        return settle(
            start,
            self._left,
            self._open,
            self._node,
            self._budget,
        )

    def _node(
        self,
        level: int,
        low: int,
        high: int,
    ) -> int:
        if high == NOTHING:
            return low
        key = (level, low, high)
        found = self._nodes.get(key)
        if found is None:
            found = len(self.level)
            self._nodes[key] = found
            self.level.append(level)
            self.low.append(low)
            self.high.append(high)
        return found

    def _open(self, pair: int) -> OpenedPair:
        scenarios = pair >> WIDTH
        function = pair & SECOND
        decisions = self._decisions
        level = self.level[scenarios]
        without = within = function
        if decisions.level[function] == level:
            without = decisions.low[function]
            within = decisions.high[function]
        low = self._branch(self.low[scenarios], without)
        return level, low, self._branch(self.high[scenarios], within)

    def _branch(self, scenarios: int, function: int) -> Branch:
        # What the scenarios at hand do not ask about, none of them holds.
        decisions = self._decisions
        level = self.level[scenarios]
        while decisions.level[function] < level:
            function = decisions.low[function]
        if function == EVERYTHING or scenarios == NOTHING:
            return NOTHING
        if function == NOTHING:
            return scenarios
        return scenarios << WIDTH | function
