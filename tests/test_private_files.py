"""Nothing that the program writes can be read by anybody else on the machine (RELIABILITY.md, promise 14)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WINDOW = """
import sys
from PySide6.QtCore import QTimer
import main
from ui import app
real = app.Program.start
def start(self, path):
    real(self, path)
    QTimer.singleShot(1500, self.window.close)
app.Program.start = start
sys.exit(main.start())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps other people out by the folder's rights")
def test_no_file_of_a_whole_job_is_anybody_elses_to_read(tmp_path: Path) -> None:
    data, home, temporary, secret = (tmp_path / name for name in ("data", "home", "temporary", "secret"))
    for folder in (data, temporary, secret):
        folder.mkdir(0o700)
    (secret / "passphrase.txt").write_text("fire ord på rad", encoding="utf-8")
    (secret / "list.csv").write_text("Navn;E-post\nGunnvor Ny;gunnvor@ny.example\n", encoding="utf-8")
    register = data / "cluster.klynge"
    environment = {**os.environ, "KLYNGE_HOME": str(home), "TMPDIR": str(temporary), "QT_QPA_PLATFORM": "offscreen"}

    def run(*words: object) -> None:
        line = [sys.executable, *map(str, words)]
        # As most machines have it: everybody may read what nobody says anything about.
        done = subprocess.run(line, cwd=ROOT, env=environment, umask=0o022, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    main, phrase = ROOT / "main.py", ("--passphrase-file", secret / "passphrase.txt")
    run(main, "demo", register)
    run(main, "import", register, secret / "list.csv")
    run(main, "attach", register, "person:1", secret / "list.csv")
    run(main, "report", register, "--year", 2025, "--out", data / "report.xlsx", "--freeze")
    run(main, "export", register, "contacts", "--out", data / "contacts.csv")
    run(main, "export", register, "followups", "--out", data / "followups.ics")
    run("-c", WINDOW, register)
    run(main, "protect", register, "--new-passphrase-file", secret / "passphrase.txt")
    run(main, "history", register, "--undo", *phrase)
    run(main, "protect", register, "--off", *phrase)

    written = [path for folder in (data, home, temporary) for path in (folder, *folder.rglob("*"))]
    assert {"cluster.klynge", "report.xlsx", "settings.json"} <= {path.name for path in written}
    assert [str(path) for path in written if path.lstat().st_mode & 0o077 and not path.is_socket()] == []
