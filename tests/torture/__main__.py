"""The long run: python -m tests.torture [KILLS] [DAMAGED] [BY_STRUCTURE] [SEED]."""

import contextlib
import sys
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


def main(rounds: int = 1000, damaged: int = 100_000, structures: int = 10_000, seed: int = 7) -> None:
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


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main(*(int(word) for word in sys.argv[1:]))
