"""Reading a page as its reader does: its tables by their caption, its lists of figures, its stage bar."""

from html.parser import HTMLParser

NBSP = "\u00a0"


class Read(HTMLParser):
    """What a page says: `tables` by caption as rows of cells, `figures` set large, `notes` in the stage bar, `lead`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.figures: list[str] = []
        self.notes: list[str] = []
        self.lead = ""
        self._open: list[str] = []
        self._said: list[str] = []
        self._rows: list[list[str]] = []
        self._caption = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(f"{tag}.{dict(attrs).get('class') or ''}")
        if tag in {"th", "td", "caption", "b", "small", "p"}:
            self._said = []
        if tag == "table":
            self._rows, self._caption = [], ""
        if tag == "tr":
            self._rows.append([])

    def handle_data(self, data: str) -> None:
        self._said.append(data)

    def handle_endtag(self, tag: str) -> None:
        said = " ".join("".join(self._said).replace(NBSP, " ").split())
        within = self._within(tag)
        if tag in {"th", "td"}:
            self._rows[-1].append(said)
        elif tag == "caption":
            self._caption = said
        elif tag == "table":
            self.tables.setdefault(self._caption, self._rows)
        elif tag == "b" and "ul.figures" in within:
            self.figures.append(said)
        elif tag == "small" and "ol.stages" in within:
            self.notes.append(said)
        elif tag == "p" and within and within[-1] == "p.lead" and not self.lead:
            self.lead = said

    def _within(self, tag: str) -> list[str]:
        """Give the elements that stand open, the one that ends now last; elements without an end are dropped."""
        while self._open and not self._open[-1].startswith(f"{tag}."):
            self._open.pop()
        within = list(self._open)
        if self._open:
            self._open.pop()
        return within

    def column(self, caption: str, number: int) -> list[str]:
        """Give a column of a table, without its heading."""
        return [row[number] for row in self.tables[caption][1:]]
