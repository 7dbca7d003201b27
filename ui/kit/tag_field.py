"""Tags in one field: known ones are offered, new ones are made by Enter."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.kit.people_field import PeopleField, Suggestion


class TagField(PeopleField):
    """A field of short texts, each at most once whatever its case."""

    def __init__(
        self, known: Sequence[str] = (), placeholder: str = "", parent: QWidget | None = None, *, closed: bool = False
    ) -> None:
        """With `closed` only known tags can be chosen."""
        self.known = list(known)
        create = None if closed else self._new
        super().__init__(self._offer, create, placeholder, parent, avatars=False)

    def tags(self) -> list[str]:
        """The tags, in the order they were chosen."""
        return [one.title for one in self.chosen()]

    def set_tags(self, tags: Sequence[str]) -> None:
        """Put exactly these in, without telling."""
        self.set_chosen([Suggestion(None, tag) for tag in tags])

    def _offer(self, words: str) -> list[Suggestion]:
        wanted = words.casefold()
        starts = [tag for tag in self.known if tag.casefold().startswith(wanted)]
        inside = [tag for tag in self.known if wanted in tag.casefold() and tag not in starts]
        return [Suggestion(None, tag) for tag in starts + inside]

    def _new(self, words: str) -> Suggestion:
        return Suggestion(None, words)
