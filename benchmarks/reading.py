"""How long the list of many sessions and the report of many threats take, as commands.

    python -m benchmarks.reading

Prints seconds; asserts nothing.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.sessions import session_with

SESSIONS = 1_000
THREATS = 500


def seconds(*words: str) -> float:
    """How long a command takes."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "facilitator.cli.main", *words], check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        session_with(folder / "large.toml", THREATS)
        session_with(folder / "small.toml", 5)
        for number in range(1, SESSIONS):
            for suffix in (".toml", ".history.jsonl"):
                (folder / f"s{number}{suffix}").write_bytes((folder / f"small{suffix}").read_bytes())
        (folder / "small.toml").unlink()
        (folder / "small.history.jsonl").unlink()
        print(f"report of {THREATS} threats: {seconds('report', str(folder / 'large.toml')):.2f} s")
        print(f"list of {SESSIONS:,} sessions: {seconds('list', '--sessions', name):.2f} s")


if __name__ == "__main__":
    main()
