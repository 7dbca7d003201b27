import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_no_source_of_ours_is_read_and_kept_when_the_program_starts() -> None:
    told = "import linecache; from ui import app, window; print([n for n in linecache.cache if 'window' in n])"
    ran = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60, check=True
    )
    assert ran.stdout.strip() == "[]"
