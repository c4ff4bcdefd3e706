"""Which of the three languages a text is written in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from matcher.model import Language

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_JAPANESE = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f]")
_LETTER = re.compile(r"[^\W\d_]")
_GERMAN_LETTER = re.compile(r"[äöüÄÖÜß]")
_JAPANESE_SHARE = 0.15
_SURE = 0.6


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(["de", "en"])
    return identifier


def detect_language(text: str, fallback: Language = "en") -> Language:
    """Return the language of a text; ``fallback`` where a short text does not tell ("5G", "AGV").

    Kana or kanji in more than a seventh of the letters make a text Japanese; German and English are told
    apart by py3langid (Lui and Baldwin 2012, naive Bayes over byte n-grams).
    """
    letters = len(_LETTER.findall(text))
    if letters == 0:
        return fallback
    if len(_JAPANESE.findall(text)) / letters >= _JAPANESE_SHARE:
        return "ja"
    language, probability = _identifier().classify(text)
    if probability < _SURE:
        if _GERMAN_LETTER.search(text):
            return "de"
        return fallback if fallback != "ja" else "en"
    return "de" if language == "de" else "en"
