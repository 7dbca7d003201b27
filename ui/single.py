"""One running program for each user: a second start hands its file over and goes (UX.md 15).

The mark in the settings folder tells whether one may be running, so that a usual start does not even load Qt's network
library. Only this user's processes of this machine are reached: a local socket, never the network.
"""

import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject

MARK = "running"
WAIT_MS = 1000


def hand_over(home: Path, files: Sequence[Path]) -> bool:
    """Give the files to the program that runs already; False where none does."""
    if not (home / MARK).exists():
        return False
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(_name(home))
    if not socket.waitForConnected(WAIT_MS):
        return False
    socket.write(json.dumps([str(file.absolute()) for file in files]).encode() + b"\n")
    socket.flush()
    told = socket.waitForReadyRead(WAIT_MS)
    socket.disconnectFromServer()
    return told


class Door(QObject):
    """Listens for second starts; `come(files)` is called with what they bring."""

    def __init__(self, home: Path, come: Callable[[list[Path]], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalServer

        self._home, self._come = home, come
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._arrive)
        QLocalServer.removeServer(_name(home))  # left behind by a program that was killed
        self.open = self._server.listen(_name(home))
        if self.open:
            home.mkdir(0o700, parents=True, exist_ok=True)
            (home / MARK).write_text("", encoding="utf-8")

    def close(self) -> None:
        """Listen no more."""
        if self.open:
            self._server.close()
            (self._home / MARK).unlink(missing_ok=True)
            self.open = False

    def _arrive(self) -> None:
        socket = self._server.nextPendingConnection()

        def read() -> None:
            if not socket.canReadLine():
                return
            told = json.loads(bytes(socket.readLine().data()))
            socket.write(b"ok\n")
            socket.flush()
            self._come([Path(file) for file in told if isinstance(file, str)])

        socket.readyRead.connect(read)
        socket.disconnected.connect(socket.deleteLater)
        read()


def _name(home: Path) -> str:
    """A socket of one user and one settings folder."""
    return "klynge-" + sha256(str(home.absolute()).encode()).hexdigest()[:24]
