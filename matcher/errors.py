"""Everything that can go wrong, as one tree.

MatcherError
├── WrongUse            the question cannot be answered as asked (exit code 2)
├── CorpusError         a corpus file does not hold what it should
├── EditConflict        somebody else changed what was to be changed
├── WorkspaceUnavailable  the workspace's database cannot be used
├── ExportFailed        a file could not be made
├── EncoderUnavailable  a model is not installed, not found or not readable
└── IndexUnusable       an index cannot be opened
    ├── IndexMissing    there is none yet
    ├── IndexStale      it was built from another state of the corpus
    ├── IndexForeign    it was built by another encoder or another version
    └── IndexDamaged    a file of it is missing or altered

Each error says *what* is wrong, *where*, and how to *mend* it. The command turns errors into one line
and an exit code, the app into a message; nobody else catches them.
"""

from __future__ import annotations


class MatcherError(Exception):
    """Root of all errors: ``what`` is wrong, ``where``, and how to ``mend`` it."""

    exit_code = 1

    def __init__(self, what: str, *, where: str | None = None, mend: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.mend = mend

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text} {self.mend}" if self.mend else text


class WrongUse(MatcherError):
    """The question cannot be answered as it was asked."""

    exit_code = 2


class CorpusError(MatcherError):
    """A file of the corpus does not hold what it should."""


class EditConflict(MatcherError):
    """Somebody else changed what was to be changed, after it had been read."""


class WorkspaceUnavailable(MatcherError):
    """The workspace's database does not answer, or cannot be written."""


class ExportFailed(MatcherError):
    """A file could not be made."""


class EncoderUnavailable(MatcherError):
    """The encoder's model is not installed, not found or not readable."""


class IndexUnusable(MatcherError):
    """An index cannot be opened; the subclasses say why."""


class IndexMissing(IndexUnusable):
    """No index has been built yet."""


class IndexStale(IndexUnusable):
    """The corpus has changed since the index was built."""


class IndexForeign(IndexUnusable):
    """The index was built by another encoder or another version of this program."""


class IndexDamaged(IndexUnusable):
    """A file of the index is missing or altered."""
