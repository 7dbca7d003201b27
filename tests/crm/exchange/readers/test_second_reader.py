"""Where calamine takes the whole process with it, openpyxl is asked in another one."""

import os
import subprocess
import sys
import time

import pytest

from crm.errors import CrmError
from crm.exchange import isolation
from tests.crm.exchange import files

LIST = files.workbook(["Navn", "E-post"], ["Kåre Ødegård", "kare@nordlys.example"])
FATAL = files.in_sheet(LIST, "</sheetData>", "<row r='300000'><c r='XFD300000'><v>1</v></c></row></sheetData>")
"""calamine 0.9.1 asks for the room of five milliard cells and aborts; in these quotes the walls do not see them."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows limits no memory of a process by itself")


def test_calamine_really_aborts_on_this_file(tmp_path):
    file = tmp_path / "farlig.xlsx"
    file.write_bytes(FATAL)
    code = (
        "import resource, sys, python_calamine\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
        "book = python_calamine.CalamineWorkbook.from_filelike(open(sys.argv[1], 'rb'))\n"
        "try: book.get_sheet_by_index(0)\n"
        "except BaseException: sys.exit(7)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(file)], stderr=subprocess.DEVNULL)
    assert done.returncode == -6


def test_what_kills_the_first_reader_is_read_by_the_second():
    rows = isolation.read_data(FATAL, "farlig.xlsx").sheets[0].rows
    assert rows[:2] == [["Navn", "E-post"], ["Kåre Ødegård", "kare@nordlys.example"]]


def test_both_readers_share_the_time(monkeypatch):
    told = (
        "import pickle, sys, time\n"
        "def work(until):\n    while time.process_time() < until: pass\n"
        "work(0.7)\n"
        "said = pickle.dumps(('format', 'xlsx', None)); out = sys.stdout.buffer\n"
        "out.write(len(said).to_bytes(8, 'big') + said); out.flush(); work(0.8); sys.exit(3)\n"
    )
    monkeypatch.setattr(isolation, "command", lambda: [sys.executable, "-c", told])
    start = time.monotonic()
    with pytest.raises(CrmError, match="too long"):
        isolation.read_data(LIST, "x.xlsx", seconds=1.1)
    assert time.monotonic() - start < 30


def test_a_kind_with_one_reader_is_read_once(monkeypatch, tmp_path):
    told = (
        f"import pickle, sys; open({str(tmp_path / 'starts')!r}, 'a').write('x')\n"
        "said = pickle.dumps(('format', 'xls', None)); out = sys.stdout.buffer\n"
        "out.write(len(said).to_bytes(8, 'big') + said); out.flush(); sys.exit(3)\n"
    )
    monkeypatch.setattr(isolation, "command", lambda: [sys.executable, "-c", told])
    with pytest.raises(CrmError, match="could not be read"):
        isolation.read_data(LIST, "x.xls")
    assert (tmp_path / "starts").read_text() == "x"


@pytest.mark.parametrize(
    "wish",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import subprocess, sys; subprocess.run([sys.executable, '-c', ''])",
        "import os; os.system('true')",
    ],
)
def test_nothing_in_the_process_that_reads_reaches_out(wish):
    code = (
        "from crm.exchange.readers import child\n"
        "child.keep_to_itself()\n"
        f"try:\n    {wish}\nexcept OSError as told:\n    print(told)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=isolation._ROOT)
    assert "socket." in done.stdout or "subprocess." in done.stdout or "os.system" in done.stdout, done.stderr
