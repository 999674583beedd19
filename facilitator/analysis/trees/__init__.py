"""Threat trees as logic: what is wrong with one, what countermeasures prune, which scenarios remain."""

from facilitator.analysis.trees.assumptions import disabled_conditions as disabled_conditions
from facilitator.analysis.trees.outline import condition_of as condition_of
from facilitator.analysis.trees.outline import drawn_tree as drawn_tree
from facilitator.analysis.trees.outline import gate_words as gate_words
from facilitator.analysis.trees.problems import DEEPEST_LEVEL as DEEPEST_LEVEL
from facilitator.analysis.trees.problems import LONGEST_CHAIN as LONGEST_CHAIN
from facilitator.analysis.trees.problems import tree_problems as tree_problems
from facilitator.analysis.trees.tree_analysis import TreeAnalysis as TreeAnalysis
from facilitator.analysis.trees.tree_analysis import analyse_tree as analyse_tree
