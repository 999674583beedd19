"""The long run: python -m tests.torture [KILLS] [DAMAGED] [BY_STRUCTURE] [SEED]."""

import argparse
import contextlib
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.torture.commands import structural
from tests.torture.disk import kills, mutations

WORKERS = 2
BATCH = 50
MOST_TOLD = 20


def _batch(seed: int, first: int, rounds: int) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        return structural(Path(folder), rounds=rounds, seed=seed, first=first)


def by_structure(rounds: int, seed: int) -> list[str]:
    """What goes wrong with so many sessions damaged by their structure, tried by several processes at once."""
    wrong: list[str] = []
    with ProcessPoolExecutor(WORKERS) as workers:
        batches = [workers.submit(_batch, seed, first, min(BATCH, rounds - first)) for first in range(0, rounds, BATCH)]
        for batch in batches:
            wrong += batch.result()
    return wrong


def run(rounds: int, damaged: int, structures: int, seed: int) -> None:
    """Kill, damage byte by byte, damage by structure; a line on each."""
    with tempfile.TemporaryDirectory() as name:
        found = kills(Path(name), rounds=rounds, seed=seed)
        print(
            f"{found.kills} kills, {len(found.lost)} acknowledged edits lost, {len(found.left_over)} files in the way"
        )
    with tempfile.TemporaryDirectory() as name:
        wrong = mutations(Path(name), rounds=damaged, seed=seed)
        print(f"{damaged} damaged files, {len(wrong)} answered wrongly")
    badly = by_structure(structures, seed)
    print(f"{structures} sessions damaged by structure, {len(badly)} answers wrong")
    for line in [*wrong[:MOST_TOLD], *badly[:MOST_TOLD]]:
        print(f"  {line}")
    if found.lost or found.left_over or wrong or badly:
        raise SystemExit(1)


def main() -> None:
    """Read how much is asked for, and run it."""
    words = argparse.ArgumentParser(description="Kill who writes sessions and damage sessions on purpose.")
    for name, how_many in (("kills", 1000), ("damaged", 100_000), ("by_structure", 10_000), ("seed", 7)):
        words.add_argument(name, metavar=name.upper(), nargs="?", type=int, default=how_many)
    asked = words.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        run(asked.kills, asked.damaged, asked.by_structure, asked.seed)


if __name__ == "__main__":
    main()
