"""Two clones of a session that are edited, killed, committed and pulled both ways: no edit may be lost.

python -m tests.torture.git [INTERLEAVINGS]
"""

import argparse
import json
import os
import random
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from facilitator.model.records.assets import Asset
from facilitator.model.session import Session
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.views.change_log import minutes
from facilitator.workshop.workshop import Workshop
from tests.support.places import ROOT

FACILITATOR = (sys.executable, "-m", "facilitator.cli.main")
ATTRIBUTES = "*.toml merge=facilitator\n*.history.jsonl merge=facilitator\n"
FIELDS = ("owner", "description", "value")
CHILD = """
import json, sys
from pathlib import Path
from facilitator.model.records.assets import Asset
from facilitator.errors import UserError
from facilitator.workshop.commands.records import AddRecord, ChangeRecord, RemoveRecord
from facilitator.workshop.workshop import Workshop
path, by, workshop = Path(sys.argv[1]), sys.argv[2], None
for line in sys.stdin:
    act = json.loads(line)
    try:
        workshop = workshop or Workshop(path, by=by)
        ids = {asset.name: asset.id for asset in workshop.session.all(Asset)}
        match act["do"]:
            case "add":
                workshop.do(AddRecord("asset", {"name": act["name"]}))
            case "set":
                workshop.do(ChangeRecord(ids[act["name"]], {act["field"]: act["value"]}))
            case "remove":
                workshop.do(RemoveRecord(ids[act["name"]]))
            case "close":
                workshop.close()
                workshop = None
        print(json.dumps(workshop.log.history[-1].what if workshop else "closed"), flush=True)
    except (KeyError, UserError) as refused:
        print(json.dumps(None), flush=True)
"""


def git_is_there() -> bool:
    """Whether git is installed."""
    return shutil.which("git") is not None


@dataclass
class Clone:
    """A clone, whoever sits at it, and what was acknowledged to them."""

    folder: Path
    by: str
    child: subprocess.Popen[str] | None = None
    acknowledged: list[str] = field(default_factory=list)
    added: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    values: dict[tuple[str, str], str] = field(default_factory=dict)
    shown: str = ""

    @property
    def path(self) -> Path:
        """The snapshot of the session."""
        return self.folder / "s.toml"

    def do(self, **act: str) -> bool:
        """Let the child do something; whether it said that it is safe."""
        if self.child is None:
            words = [sys.executable, "-c", CHILD, str(self.path), self.by]
            self.child = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert self.child.stdin and self.child.stdout
        self.child.stdin.write(json.dumps(act) + "\n")
        self.child.stdin.flush()
        said = json.loads(self.child.stdout.readline())
        if said and act["do"] != "close":
            self.acknowledged.append(said)
        return bool(said)

    def close(self) -> None:
        """Close the session, where it is open."""
        if self.child:
            self.do(do="close")

    def kill(self) -> None:
        """End the child as a power cut would, whatever it has open."""
        if self.child:
            self.child.kill()
            self.child.communicate()
            self.child = None

    def git(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run git in the clone."""
        return subprocess.run(["git", *words], cwd=self.folder, capture_output=True, text=True, env=environment())

    def commit(self) -> None:
        """Commit all that git keeps."""
        self.git("commit", "-q", "-a", "-m", f"What {self.by} did")

    def pull(self, other: "Clone", chance: random.Random) -> str:
        """Commit, merge what the other has committed, and settle what is to be settled; what went wrong, or ""."""
        self.commit()
        done = self.git("pull", "-q", "--no-rebase", "--no-edit", str(other.folder), "main")
        self.shown += done.stdout
        if done.returncode == 0:
            return ""
        for name in self.git("diff", "--name-only", "--diff-filter=U").stdout.split():
            side = chance.choice(("ours", "theirs"))
            self.kill()
            words = [*FACILITATOR, "git-settle", name, "--prefer", side]
            settled = subprocess.run(words, cwd=self.folder, capture_output=True, text=True, env=environment())
            if settled.returncode:
                return f"not settled: {done.stdout}{done.stderr}{settled.stderr}"
            self.git("add", name)
        finished = self.git("commit", "-q", "--no-edit")
        return f"{done.stdout}{done.stderr}{finished.stderr}" if finished.returncode else ""


def interleavings(folder: Path, *, rounds: int, seed: int, turns: int = 14) -> list[str]:
    """Run random interleavings of edits, ends, commits and pulls, each of so many turns at most.

    What was lost, in words; an interleaving in which nothing was leaves no files.
    """
    wrong: list[str] = []
    for number in range(seed, seed + rounds):
        place = folder / str(number)
        clones = two_clones(place)
        try:
            found = _interleaved(clones, random.Random(number), turns)
        finally:
            for clone in clones:
                clone.kill()
        wrong += [f"interleaving {number}: {words}" for words in found]
        if not found:
            shutil.rmtree(place)
    return wrong


def _interleaved(clones: tuple[Clone, Clone], chance: random.Random, turns: int) -> list[str]:
    for turn in range(chance.randint(turns // 2, turns)):
        clone, other = chance.sample(clones, 2)
        match chance.randrange(8):
            case 0:
                clone.close()
            case 1:
                clone.kill()
            case 2:
                clone.commit()
            case 3 | 4:
                if trouble := clone.pull(other, chance):
                    return [trouble]
            case _:
                for step in range(chance.randint(1, 3)):
                    _edit(clone, chance, f"{turn}-{step}")
    return _come_together(clones, chance)


def _edit(clone: Clone, chance: random.Random, label: str) -> None:
    """One random edit of one clone; where it is refused, the session is opened anew for the next one."""
    names = ["shared 1", "shared 2", *sorted(clone.added - clone.removed)]
    name = chance.choice(names)
    match chance.randrange(5):
        case 0 | 1:
            name = f"{clone.by} {label}"
            if done := clone.do(do="add", name=name):
                clone.added.add(name)
        case 2 | 3:
            item, value = chance.choice(FIELDS), f"{clone.by} says {label}"
            if done := clone.do(do="set", name=name, field=item, value=value):
                clone.values[name, item] = value
        case _:
            if done := clone.do(do="remove", name=name):
                clone.removed.add(name)
                clone.values = {key: value for key, value in clone.values.items() if key[0] != name}
    if not done:
        clone.kill()


def _come_together(clones: tuple[Clone, Clone], chance: random.Random) -> list[str]:
    one, other = clones
    for clone in clones:
        clone.close()
        clone.kill()
        clone.commit()
    for clone, source in ((one, other), (other, one)):
        if trouble := clone.pull(source, chance):
            return [trouble]
    return [*_lost(one, clones), *_lost(other, clones), *_apart(one, other)]


def _lost(clone: Clone, clones: tuple[Clone, Clone]) -> list[str]:
    """What was acknowledged to somebody and is neither in the session of a clone nor in a conflict that was shown."""
    workshop = Workshop(clone.path, read_only=True)
    told = {act.what for minute in minutes(workshop.log.history) for act in (minute, *minute.brought)}
    shown = "".join(one.shown for one in clones)
    removed = set[str]().union(*(one.removed for one in clones))
    assets = {asset.name: asset for asset in workshop.session.all(Asset)}
    lost = [f"{clone.by} has no “{what}”" for one in clones for what in one.acknowledged if what not in told]
    for one, other in (clones, clones[::-1]):
        lost += [f"{name} is gone" for name in one.added if name not in assets and name not in removed]
        lost += [f"{name} is back" for name in one.removed if name in assets and f" {name} is " not in shown]
        for (name, item), value in one.values.items():
            fitting = {value, other.values.get((name, item), value)}
            if name in assets and getattr(assets[name], item) not in fitting:
                lost.append(f"{item} of {name} is {getattr(assets[name], item)!r}, not one of {fitting}")
    workshop.close()
    return lost


def _apart(one: Clone, other: Clone) -> list[str]:
    """What still differs when both have pulled from each other."""
    here, there = (_plain(Workshop(clone.path, read_only=True).session) for clone in (one, other))
    return [] if here == there else ["the clones differ in the end"]


def _plain(session: Session) -> Any:
    return {record.id: record for record in session.every_record()}


def two_clones(folder: Path) -> tuple[Clone, Clone]:
    """Two clones of one session, which git merges by the documented driver."""
    first = Clone(folder / "ann", "ann")
    first.folder.mkdir(parents=True)
    workshop = begin_session(first.path, title="Shared")
    for name in ("shared 1", "shared 2"):
        workshop.do(AddRecord("asset", {"name": name}))
    workshop.close()
    (first.folder / ".gitattributes").write_text(ATTRIBUTES, encoding="utf-8")
    first.git("init", "-q", "-b", "main")
    configure(first)
    first.git("add", "s.toml", "s.history.jsonl", ".gitattributes")
    first.commit()
    second = Clone(folder / "bob", "bob")
    first.git("clone", "-q", str(first.folder), str(second.folder))
    configure(second)
    return first, second


def configure(clone: Clone) -> None:
    """Set the documented driver, and who commits."""
    driver = f"{shlex.join(FACILITATOR)} git-merge %O %A %B %P"
    settings = {"merge.facilitator.driver": driver, "user.name": clone.by, "user.email": f"{clone.by}@localhost"}
    for name, value in settings.items():
        clone.git("config", name, value)


def environment() -> dict[str, str]:
    """The environment for git and the commands: nothing of the machine's own configuration."""
    own = {
        "PYTHONPATH": str(ROOT),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "LC_ALL": "C.UTF-8",
    }
    return {**os.environ, **own}


def main() -> None:
    """The long run."""
    words = argparse.ArgumentParser(description="Edit, kill, commit and pull two clones of a session both ways.")
    words.add_argument("interleavings", metavar="INTERLEAVINGS", nargs="?", type=int, default=200)
    rounds: int = words.parse_args().interleavings
    with tempfile.TemporaryDirectory() as name:
        wrong = interleavings(Path(name), rounds=rounds, seed=7)
    print(f"{rounds} interleavings of two clones, {len(wrong)} edits lost")
    for line in wrong[:20]:
        print(f"  {line}")
    if wrong:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
