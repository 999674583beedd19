"""Make the JSON Schemas of the bank files from the models that read them.

python tools/make_schemas.py [FOLDER]
"""

import argparse
import json
from pathlib import Path

from facilitator.banks.reading import adapter_of
from facilitator.banks.schema.assets import AssetBank
from facilitator.banks.schema.glossary import GlossaryBank
from facilitator.banks.schema.part import BankPart
from facilitator.banks.schema.questions import StageBank, StageList
from facilitator.banks.schema.scales import ScaleBank
from facilitator.banks.schema.sources import ReferenceBank
from facilitator.banks.schema.threats import RuleBank, ThreatBank
from facilitator.banks.schema.trees import TreeBank

SCHEMAS = Path(__file__).parent.parent / "docs" / "schemas"
FILES: dict[str, type[BankPart]] = {
    "stages": StageList,
    "stage": StageBank,
    "threats": ThreatBank,
    "rules": RuleBank,
    "trees": TreeBank,
    "assets": AssetBank,
    "scales": ScaleBank,
    "glossary": GlossaryBank,
    "references": ReferenceBank,
}


def make(folder: Path) -> None:
    """Write one schema for each kind of file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, bank_type in FILES.items():
        schema = adapter_of(bank_type).json_schema()
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        (folder / f"{name}.schema.json").write_text(text, encoding="utf-8")


def main() -> None:
    """Write the schemas."""
    words = argparse.ArgumentParser(description="Make the JSON Schemas of the bank files.")
    words.add_argument("folder", metavar="FOLDER", nargs="?", type=Path, default=SCHEMAS, help="where to write them")
    make(words.parse_args().folder)


if __name__ == "__main__":
    main()
