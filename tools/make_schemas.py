"""Make the JSON Schemas of the bank files from the models that read them.

python tools/make_schemas.py [FOLDER]
"""

import json
import sys
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


if __name__ == "__main__":
    make(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/schemas"))
