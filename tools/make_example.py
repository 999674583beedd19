"""Make the worked example `sessions/toreador-light.toml` by the program's own edits.

python tools/make_example.py [FOLDER]

The same run always gives the same bytes. Facts of the case: the TOREADOR deliverables D10.2 to D10.4
and the published threat cards of STRIDE-AI (Mauri & Damiani); what is inferred is said to be so.
"""

import argparse
from itertools import count
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from facilitator.model.edit import NewId
from facilitator.workshop.begin import begin_session

CASE = Path(__file__).with_name("toreador_light.toml")
SESSIONS = Path(__file__).parent.parent / "sessions"
IDENTITY = "toreador-light-worked-example"


def ids_of(identity: str) -> NewId:
    """Give the edits of a session the same ids each time it is made."""
    numbers = count(1)
    return lambda: uuid5(NAMESPACE_URL, f"{identity}/{next(numbers)}").hex


def make(folder: Path) -> Path:
    """Write the example into a folder; the path of its snapshot."""
    from facilitator.workshop.answers_file import apply_acts

    seconds = count()

    def clock() -> str:
        minutes, second = divmod(next(seconds), 60)
        return f"2026-03-02T{9 + minutes // 60:02}:{minutes % 60:02}:{second:02}+00:00"

    workshop = begin_session(
        folder / "toreador-light.toml",
        title="TOREADOR-LIGHT",
        system=(
            "Sensors at solar farms and smart homes send readings to LIGHT's cloud; the TOREADOR platform learns from "
            "them to predict failures and to balance power, and sends its results back."
        ),
        kind="classic",
        stages=("collect-training-data", "train-classifier", "deploy-ml-system"),
        by="Worked example",
        clock=clock,
        identity=IDENTITY,
        new_id=ids_of(IDENTITY),
    )
    apply_acts(workshop, CASE)
    workshop.log.go_to("rate", "T-3")
    workshop.close()
    return workshop.path


def main() -> None:
    """Make the example and print where it is."""
    words = argparse.ArgumentParser(description="Make the worked example by the program's own edits.")
    words.add_argument("folder", metavar="FOLDER", nargs="?", type=Path, default=SESSIONS, help="where to write it")
    print(make(words.parse_args().folder))


if __name__ == "__main__":
    main()
