"""Which organisation of the register a few words mean."""

from collections.abc import Mapping
from dataclasses import dataclass

from crm.queries import attendance
from crm.queries.attendance import Place
from crm.rules import likeness, names

_ALIKE = 89  # one letter wrong, or two in a long name
_SHORTEST_BEGINNING = 5


@dataclass(frozen=True)
class Places:
    """All organisations by what they are called; made once for a list."""

    by_key: Mapping[str, list[Place]]

    @classmethod
    def of_register(cls) -> "Places":
        """Those that are not archived."""
        found: dict[str, list[Place]] = {}
        for one in attendance.places():
            for key in {one.key, names.company_key(one.short_name)} - {""}:
                found.setdefault(key, []).append(one)
        return cls(found)

    def is_known(self, words: str) -> bool:
        """Whether they are exactly what one is called, but for its legal form."""
        return names.company_key(words) in self.by_key

    def find(self, words: str) -> Place | None:
        """The one that is meant: by its name, by how the name begins, or with a letter wrong; None if none or several.

        "Akvaplan" means "Akvaplan-niva AS" where no other begins so.
        """
        key = names.company_key(words)
        if not key:
            return None
        exact = self.by_key.get(key, [])
        if exact:
            return _only(exact)
        begun = [
            one
            for other, those in self.by_key.items()
            if len(key) >= _SHORTEST_BEGINNING and (other.startswith(f"{key} ") or key.startswith(f"{other} "))
            for one in those
            if len(other) >= _SHORTEST_BEGINNING
        ]
        if begun:
            return _only(begun)
        return _only(
            [
                one
                for other, those in self.by_key.items()
                if likeness.of_company_keys(key, other) >= _ALIKE
                for one in those
            ]
        )


def _only(found: list[Place]) -> Place | None:
    return found[0] if len({one.id for one in found}) == 1 else None
