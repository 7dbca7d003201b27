"""The header of a page with its search and its primary button."""

from ui.kit.page_header import PageHeader
from ui.pages.desk import Page


class SearchedPage(Page):
    """A page whose header has a search field and a primary button."""

    header: PageHeader

    def head(self, search: str, primary: str, icon: str = "plus") -> None:
        """Make the header; `search` says what is searched, `primary` what the button does."""
        self.header = PageHeader(self.title, search=search, primary=(primary, self.primary_action), icon=icon)
        assert self.header.search is not None and self.header.primary is not None
        self.header.primary.setEnabled(self.desk.writable())
        self.header.search.searched.connect(self.searched)

    def searched(self, words: str) -> None:
        """Somebody has typed these words into the search field."""

    def search(self, words: str) -> None:
        """Show what fits these words."""
        if self.header.search is not None:
            self.header.search.set_text_quietly(words)
        self.searched(words)

    def start_search(self) -> None:
        """Put the cursor into the search field."""
        if self.header.search is not None:
            self.header.search.setFocus()
            self.header.search.selectAll()
