"""Make the three dry runs of `examples` again, from their answers files, by the program's own edits.

python tools/make_dry_runs.py [FOLDER]

The same run always gives the same bytes. The counts that the page beside them states are printed.
"""

import argparse
from itertools import count
from pathlib import Path

from make_example import ids_of

from facilitator.model.records.answers import Suggestion
from facilitator.model.vocabulary import Step, SuggestionState
from facilitator.workshop.answers_file import apply_acts
from facilitator.workshop.begin import begin_session
from facilitator.workshop.workshop import Workshop

EXAMPLES = Path(__file__).parent.parent / "examples"


def make(name: str, folder: Path) -> Workshop:
    """Make one dry run in a folder; its particulars are those of the one that stands among the examples."""
    before = Workshop(EXAMPLES / f"{name}.toml", read_only=True).session.header
    seconds = count()

    def clock() -> str:
        minutes, second = divmod(next(seconds), 60)
        return f"2026-10-05T{9 + minutes // 60:02}:{minutes % 60:02}:{second:02}+00:00"

    for suffix in (".toml", ".history.jsonl"):
        (folder / f"{name}{suffix}").unlink(missing_ok=True)
    workshop = begin_session(
        folder / f"{name}.toml",
        title=before.title,
        system=before.system,
        kind=before.system_kind,
        stages=before.stages,
        by="Dry run",
        clock=clock,
        identity=before.identity,
        new_id=ids_of(before.identity),
    )
    apply_acts(workshop, EXAMPLES / f"{name}.answers.toml")
    return workshop


def main() -> None:
    """Make all three and print their counts."""
    words = argparse.ArgumentParser(description="Make the three dry runs again, from their answers files.")
    words.add_argument("folder", metavar="FOLDER", nargs="?", type=Path, default=EXAMPLES, help="where to write them")
    folder = words.parse_args().folder
    for path in sorted(EXAMPLES.glob("*.answers.toml")):
        workshop = make(path.name.removesuffix(".answers.toml"), folder)
        asked = [item for step in Step for item in workshop.guide.questions(step)]
        states = [one.state for one in workshop.session.all(Suggestion)]
        noise = states.count(SuggestionState.REJECTED)
        answered = sum(not item.is_open for item in asked)
        counts = f"| {len(asked)} | {answered} | {len(states)} | {states.count(SuggestionState.ACCEPTED)}"
        print(f"{path.stem}: {counts} | {states.count(SuggestionState.LATER)} | {noise} | {noise / len(states):.0%} |")
        waiting = [item.title for item in workshop.guide.suggestions() if item.state.value == "new"]
        print(*(f"  undecided: {title}" for title in waiting), sep="\n", end="\n" if waiting else "")
        workshop.close()


if __name__ == "__main__":
    main()
