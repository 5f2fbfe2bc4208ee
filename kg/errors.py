"""What can go wrong, each with one sentence that names the file or place, what is wrong, and what to do."""

from __future__ import annotations


class KgError(Exception):
    """The root of all errors that a user can mend; the command line prints it and exits with status 1."""


class ReadError(KgError):
    """A file that cannot be read: ``ReadError("a.txt", "the file is empty")`` → ``a.txt: the file is empty``."""

    def __init__(self, path: object, why: str) -> None:
        super().__init__(str(path), why)  # what it takes to be sent to another process
        self.path = str(path)
        self.why = why

    def __str__(self) -> str:
        return f"{self.path}: {self.why}"


class LeftOutError(ReadError):
    """A file beside the documents that no reader takes (``bundle.zip/map.jpg``): it is named, and is no failure."""


class LexiconError(KgError):
    """A lexicon or registry file with a mistake in it: file, rule or row, and what is wrong."""

    def __init__(self, file: object, place: str, why: str) -> None:
        super().__init__(f"{file}: {place}: {why}")


class QueryError(KgError):
    """A query that cannot be found, bound or run."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"query {name}: {why}")


class StoreError(KgError):
    """A store that cannot be opened, is in use, or was written by another schema version."""

    def __init__(self, place: object, why: str) -> None:
        super().__init__(f"{place}: {why}")


class WriteError(KgError):
    """A place that cannot be written to: ``/proc/x.csv: cannot be written (Permission denied); choose another place with -o``."""

    def __init__(self, place: object, error: OSError) -> None:
        why = error.strerror or str(error)
        super().__init__(f"{place}: cannot be written ({why}); choose another place")
