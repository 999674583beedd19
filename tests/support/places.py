"""Where things lie in the source tree."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "facilitator"
EXAMPLES = ROOT / "examples"
GOLDEN = ROOT / "tests" / "golden"
DATA = ROOT / "tests" / "data"
