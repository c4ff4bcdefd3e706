"""Turns the bytes of a text file into text: by its mark, as UTF-8, as CP932 where that is Japanese, as CP1252."""

from __future__ import annotations

import re
import unicodedata

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_JAPANESE = re.compile(r"[\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uff66-\uff9f]+")
_HALF_WIDTH = re.compile(r"[\uff66-\uff9f]+")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def decode(content: bytes) -> tuple[str, str] | None:
    """Return the text and its encoding; None where it is none of ours, or no text."""
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp932", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "cp932" or _is_japanese(text):
            return None if _is_binary(text) else (text, encoding.removesuffix("-sig"))
    return None


def _is_japanese(text: str) -> bool:
    """Tell whether text read as CP932 is Japanese.

    Any two bytes of a Western text may happen to be a character of CP932, but umlauts stand alone between plain
    letters: they give single characters (ÄÖÜ three of half width), where Japanese gives runs.
    """
    runs = [len(run) for run in _JAPANESE.findall(text) if len(run) > (3 if _HALF_WIDTH.fullmatch(run) else 1)]
    characters = sum(len(run) for run in _JAPANESE.findall(text))
    return sum(runs) > characters - sum(runs) + 2 * len(_PRIVATE.findall(text))


def _is_binary(text: str) -> bool:
    """Tell whether a text has control characters that no text has: another kind of file, or another encoding."""
    odd = sum(1 for letter in text[:20_000] if unicodedata.category(letter) == "Cc" and letter not in "\t\r\n\v\f")
    return "\x00" in text or "\x1b" in text or odd > 5 + len(text[:20_000]) // 100
