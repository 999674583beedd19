"""Killing who writes a session, and damaging its files byte by byte."""

import random
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

from facilitator.banks.paths import example_session
from facilitator.model.records.assets import Asset
from facilitator.store.errors import StoreRefused
from facilitator.store.files.paths import history_path
from facilitator.store.store import SessionStore
from facilitator.workshop.begin import begin_session
from facilitator.workshop.workshop import Workshop

WORDS = (b"[[", b"]]", b"{", b'"', b"'''", b"nan", b"null", b"9" * 30, b"\\u0000", b"[" * 300)
CHILD = """
import sys
from pathlib import Path
from facilitator.workshop.commands.records import AddRecord
from facilitator.workshop.workshop import Workshop
workshop = Workshop(Path(sys.argv[1]))
if not workshop.log.writable:
    raise SystemExit("not writable")
start = int(sys.argv[2])
print("ready", flush=True)
for number in range(start, start + 100000):
    workshop.do(AddRecord("asset", {"name": f"number {number}"}))
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
"""


@dataclass(slots=True)
class Kills:
    """How many kills there were, acknowledged edits that were not found again, and files left in the way."""

    kills: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)


def kills(folder: Path, *, rounds: int, seed: int) -> Kills:
    """Let a child edit as fast as it can, kill it at random moments, and look whether all is there."""
    chance = random.Random(seed)
    found = Kills()
    path = folder / "torture.toml"
    begin_session(path).close()
    following = 0
    for _ in range(rounds):
        last = _killed_child(path, following, chance)
        found.kills += 1
        file = SessionStore(path)
        if not file.writable:
            found.left_over.append("a lock that outlived its process")
        names = {asset.name for asset in file.session.all(Asset)}
        found.lost += [f"number {number}" for number in range(last + 1) if f"number {number}" not in names]
        found.acknowledged = last + 1
        following = len(names)
        file.close()
        if len(names) > 3000:
            for one in (path, history_path(path)):
                one.unlink(missing_ok=True)
            begin_session(path).close()
            following = 0
    found.left_over += [one.name for one in folder.glob("*.toml") if one != path]
    return found


def _killed_child(path: Path, start: int, chance: random.Random) -> int:
    """The last number that the child acknowledged before it was killed, or start - 1."""
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(path), str(start)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    timer = threading.Timer(chance.uniform(0.0, 0.25), child.kill)
    timer.start()
    lines = [line for line in child.stdout if line.endswith("\n")]
    child.wait()
    timer.cancel()
    return int(lines[-1]) if lines else start - 1


def mutations(folder: Path, *, rounds: int, seed: int) -> list[str]:
    """Damage copies of real files at random; what went wrong, in words. Opening must not change a byte."""
    chance = random.Random(seed)
    wrong: list[str] = []
    originals = {suffix: example_session().with_suffix(suffix).read_bytes() for suffix in (".toml", ".history.jsonl")}
    for number in range(rounds):
        path = folder / "damaged.toml"
        files = {".toml": path, ".history.jsonl": history_path(path)}
        content = dict(originals)
        target = chance.choice(list(content))
        content[target] = _damaged(content[target], chance)
        for suffix, file in files.items():
            file.write_bytes(content[suffix])
        try:
            workshop = Workshop(path, read_only=True)
            workshop.guide.steps()
            workshop.close()
        except StoreRefused as refusal:
            if "\n" in str(refusal) or len(str(refusal)) > 2000:
                wrong.append(f"seed {seed} round {number}: not one sentence: {str(refusal)[:200]}")
        except Exception as error:
            wrong.append(f"seed {seed} round {number}: {type(error).__name__}: {str(error)[:200]}")
        wrong += [
            f"seed {seed} round {number}: {f.name} changed" for s, f in files.items() if f.read_bytes() != content[s]
        ]
    return wrong


def _damaged(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(content) + 1)
        length = chance.choice((1, 1, 4, 40, 400))
        match chance.randrange(6):
            case 0:
                content = content[:place] + content[place + length :]
            case 1:
                content = content[:place] + chance.randbytes(length) + content[place:]
            case 2:
                content = content[:place] + content[place : place + length] + content[place:]
            case 3:
                content = content[:place]
            case 4:
                word = chance.choice(
                    (b"[[", b"]]", b"{", b'"', b"'''", b"nan", b"null", b"9" * 30, b"\\u0000", b"[" * 300)
                )
                content = content[:place] + word + content[place:]
            case _:
                lines = content.split(b"\n")
                chance.shuffle(lines[: chance.randint(2, 6)])
                first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
                lines[first], lines[second] = lines[second], lines[first]
                content = b"\n".join(lines)
    return content
