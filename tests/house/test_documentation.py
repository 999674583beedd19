"""No file names a machine, and every link from one page to another leads somewhere."""

import re
import subprocess
from pathlib import Path

from tests.support.places import GOLDEN, ROOT

LEFT_OUT = {".git", ".venv", "__pycache__", "build", "dist"}


def files_of_the_project() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
    )
    if listing.returncode == 0:
        paths = [ROOT / name for name in listing.stdout.decode().split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not LEFT_OUT & set(path.relative_to(ROOT).parts)]
    return [path for path in paths if path.is_file()]


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    hosts = "|".join(("pypi" + r"\.org", "python" + r"hosted\.org", "index" + "-url", "--find" + "-links"))
    places = r"(?<![\w.)}>*/-])/(?:" + "|".join(("work", "tmp", "home", "root", "Users")) + r")/\w"
    forbidden = re.compile(f"{hosts}|{places}")
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in files_of_the_project()
        if (match := forbidden.search(path.read_bytes().decode("utf-8", errors="ignore")))
    ]
    assert not found


LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")


def test_every_link_to_a_file_leads_to_one() -> None:
    missing: list[str] = []
    for page in files_of_the_project():
        if page.suffix != ".md" or page.is_relative_to(GOLDEN):
            continue
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                missing.append(f"{page.relative_to(ROOT)}: {target}")
    assert not missing
