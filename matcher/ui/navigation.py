"""The pages of the app, in the order of the menu. A page is a file of ``pages/`` and a line here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class AppPage:
    """A page: its file, its address, the key of its title in the catalogue, and whether the menu names it."""

    name: str
    in_menu: bool = True
    icon: str = ""

    @property
    def file(self) -> Path:
        """The script that shows it."""
        return PAGES / f"{self.name}.py"

    @property
    def title(self) -> str:
        """The key of its title."""
        return f"page_{self.name}"


SEARCH = AppPage("search", icon=":material/search:")
CASE = AppPage("case", in_menu=False)
COMPARE = AppPage("compare", in_menu=False)
ORGANISATION = AppPage("organisation", in_menu=False)
SHORTLISTS = AppPage("shortlists", icon=":material/star:")
EVENTS = AppPage("events", icon=":material/calendar_month:")
ATLAS = AppPage("atlas", icon=":material/map:")
DATA = AppPage("data", icon=":material/database:")
ABOUT = AppPage("about", icon=":material/info:")
ALL = (SEARCH, SHORTLISTS, EVENTS, ATLAS, DATA, ABOUT, CASE, COMPARE, ORGANISATION)
"""The first is the one that opens."""
