"""Change one thing at a time in a copy of the program, and tell which changes no test notices.

python tools/mutate.py [--sample N] [--seed S] [--limit SECONDS] [MODULE[:LINE] ...]

Without a module all of those below are taken, and without `--sample` every mutant of each. A mutant that survives is a
hole in the tests, or it does the same as the program. Exits with 1 when one survives.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from mutating.mutants import Mutant, mutants

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "facilitator"
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "pictures")

ANALYSIS = ("tests/analysis", "tests/report")
MERGING = (
    "tests/merging/test_merging.py",
    "tests/merging/test_merging_edges.py",
    "tests/merging/test_merging_properties.py",
    "tests/merging/test_told_histories.py",
    "tests/merging/test_joining.py",
)
JOINING = (
    "tests/merging/test_told_histories.py",
    "tests/merging/test_joining.py",
    "tests/merging/test_git.py",
    "tests/merging/test_merging.py",
)
ASKING = (
    "tests/guide/test_questions.py",
    "tests/guide/test_question_edges.py",
    "tests/guide/test_steps.py",
    "tests/guide/test_case.py",
)
SUGGESTING = ("tests/guide/test_suggestions.py", "tests/guide/test_failure_modes.py", "tests/guide/test_guide_edges.py")
LATER = (
    "tests/guide/test_over_time.py",
    "tests/workshop/test_changed_questions.py",
    "tests/guide/test_guide_memory.py",
)
EXAMPLES = ("tests/house/test_examples.py", "tests/report")

TESTS: dict[str, tuple[str, ...]] = {
    "analysis/findings.py": ANALYSIS,
    "analysis/progress.py": (*ANALYSIS, "tests/guide/test_steps.py"),
    "analysis/rating.py": (*ANALYSIS, "tests/workshop/test_own_scale.py"),
    "analysis/step_figures.py": (*ANALYSIS, "tests/guide/test_steps.py", "tests/cli"),
    "analysis/summary.py": (*ANALYSIS, "tests/cli"),
    "merging/difference.py": ("tests/merging/test_merging.py", "tests/merging/test_joining.py", "tests/guide"),
    "merging/histories.py": JOINING,
    "merging/merge.py": (*MERGING, "tests/merging/test_git.py"),
    "merging/renumbering.py": (*MERGING, "tests/merging/test_git.py"),
    "merging/translation.py": JOINING,
    "guide/cards.py": (*SUGGESTING, *ASKING, *EXAMPLES),
    "guide/coverage.py": (*SUGGESTING, *ASKING, *EXAMPLES),
    "guide/failure_modes.py": (*SUGGESTING, *EXAMPLES),
    "guide/next_thing.py": (*ASKING, *SUGGESTING, *EXAMPLES),
    "guide/questions.py": (*ASKING, *SUGGESTING, *LATER, *EXAMPLES),
    "guide/reasons.py": (*SUGGESTING, *ASKING, *LATER),
    "guide/steps.py": (*ASKING, *SUGGESTING),
    "guide/suggestions.py": (*SUGGESTING, *ASKING, *LATER, *EXAMPLES),
    "guide/over_time/consequences.py": (*LATER, *ASKING, *SUGGESTING),
    "guide/over_time/fact_history.py": (*LATER, *SUGGESTING),
    "guide/over_time/grounds.py": (*LATER, *SUGGESTING, *EXAMPLES),
    "guide/over_time/known_banks.py": (*LATER, *SUGGESTING, *ASKING),
    "guide/over_time/provenance.py": (*LATER, *SUGGESTING, *EXAMPLES),
    "guide/over_time/stale.py": (*LATER, *SUGGESTING, *ASKING),
    "guide/evidence/answers.py": (*ASKING, *SUGGESTING, *LATER),
    "guide/evidence/architecture.py": (*SUGGESTING, *ASKING, *LATER),
    "guide/evidence/conditions.py": (*SUGGESTING, *ASKING, *LATER),
    "guide/evidence/context.py": (*ASKING, *LATER),
    "guide/evidence/documented.py": (*SUGGESTING, *ASKING, *LATER),
    "guide/evidence/facts.py": (*SUGGESTING, *ASKING, *LATER),
    "guide/evidence/harm.py": (*SUGGESTING, *ASKING, *LATER),
    "guide/evidence/patterns.py": (*SUGGESTING, *ASKING, *LATER),
    "guide/evidence/query.py": (*ASKING, *LATER),
}
"""A module of the package -> the tests that touch it, those first that fail soonest."""

KILLED = "killed"
SURVIVED = "SURVIVED"
TOO_LONG = "too long"
NO_TESTS_FAILED = 0
VERDICTS_OF_PYTEST = (0, 1, 2)
"""The codes with which pytest has passed, failed, or could not even import its tests."""


def main() -> int:
    """Try the mutants of the modules that are named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("module", nargs="*", type=_module, help="such as merging/merge.py, or merging/merge.py:42")
    parser.add_argument("--sample", type=int, metavar="N", help="at most N mutants of a module, chosen by chance")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="which chance (1)")
    parser.add_argument("--limit", type=float, default=120, metavar="SECONDS", help="time for each mutant (120)")
    parser.add_argument("--tests", nargs="+", metavar="PATH", help="run these, not those declared for the module")
    given = parser.parse_args()
    figures: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
        for module, line in given.module or [(name, 0) for name in TESTS]:
            bench = Bench(copy, module, given.tests or TESTS[module], given.limit)
            chosen = _chosen(bench.source, line, given.sample, given.seed)
            figures.setdefault(module, Counter()).update(bench.try_all(chosen))
    for module, counted in figures.items():
        print(f"{module}: {counted.total()} mutants, {_words(counted)}")
    return 1 if any(counted[SURVIVED] for counted in figures.values()) else 0


def _module(word: str) -> tuple[str, int]:
    """Read a module and a line of it; 0 stands for all lines."""
    name, _, line = word.removeprefix(f"{PACKAGE}/").partition(":")
    if name not in TESTS:
        raise argparse.ArgumentTypeError(f"no tests are declared for {name}; name one of {', '.join(TESTS)}")
    return name, int(line or 0)


def _chosen(source: str, line: int, sample: int | None, seed: int) -> list[Mutant]:
    """The mutants of a line, or of all lines, and of these as many as were asked for."""
    found = [mutant for mutant in mutants(source) if line in (0, mutant.line)]
    if sample is None or sample >= len(found):
        return found
    chosen = random.Random(seed).sample(range(len(found)), sample)
    return [found[number] for number in sorted(chosen)]


def _words(counted: Counter[str]) -> str:
    return ", ".join(f"{counted[verdict]} {verdict}" for verdict in (KILLED, TOO_LONG, SURVIVED))


class Bench:
    """One module in a copy of the program, and the tests that should notice when it changes."""

    def __init__(self, copy: Path, module: str, tests: Iterable[str], limit: float) -> None:
        self._copy = copy
        self._module = module
        self._file = copy / PACKAGE / module
        self._tests = tuple(dict.fromkeys(tests))
        self._limit = limit
        self.source = self._file.read_text(encoding="utf-8")

    def try_all(self, chosen: Iterable[Mutant]) -> Counter[str]:
        """Try each mutant, and say what became of it."""
        counted: Counter[str] = Counter()
        if self._verdict() is not SURVIVED:
            raise SystemExit(f"{self._module}: its tests fail before anything is changed.")
        for mutant in chosen:
            self._file.write_text(mutant.text, encoding="utf-8")
            try:
                verdict = self._verdict()
            finally:
                self._file.write_text(self.source, encoding="utf-8")
            counted[verdict] += 1
            print(f"{verdict:8}  {self._module}:{mutant.line}  {mutant.words}", flush=True)
        return counted

    def _verdict(self) -> str:
        """Run the tests on the copy as it stands."""
        # Python takes a file of the same length and second for the one that it has compiled; so nothing is compiled.
        environment = {**os.environ, "PYTHONPATH": str(self._copy), "PYTHONDONTWRITEBYTECODE": "1"}
        words = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider", *self._tests]
        try:
            done = subprocess.run(
                words, check=False, cwd=self._copy, env=environment, capture_output=True, timeout=self._limit
            )
        except subprocess.TimeoutExpired:
            return TOO_LONG
        if done.returncode not in VERDICTS_OF_PYTEST:
            raise SystemExit(f"pytest could not run: {done.stdout.decode()}{done.stderr.decode()}")
        return SURVIVED if done.returncode == NO_TESTS_FAILED else KILLED


if __name__ == "__main__":
    sys.exit(main())
