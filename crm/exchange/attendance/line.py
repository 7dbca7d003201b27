"""One line of a list of those who came, as it was read and before anybody knows who that is."""

from typing import NamedTuple

from crm.rules import attendance

STATUS = {attendance.CAME: "attended", attendance.AWAY: "no_show", attendance.SIGNED_UP: "registered"}
"""What lists say, as a key of participation_status."""


class Line(NamedTuple):
    """Somebody, an organisation without a name, or `unnamed` people.

    `place` is the line of the text or the row of the file, from 1; `words` what stands there. `status` is a key of
    participation_status, "" where the list says nothing.
    """

    place: int
    words: str
    name: str = ""
    organisation: str = ""
    address: str = ""
    status: str = ""
    unnamed: int = 0
