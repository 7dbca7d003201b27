"""python -m tests.crm.store.keep_schema: write down what a fresh register has besides its tables."""

import json
import tempfile
from pathlib import Path

from crm.store import opening, schema

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        opening.create(Path(folder) / "fresh.klynge")
        schema.FILE.write_text(json.dumps(schema.present(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        opening.close()
