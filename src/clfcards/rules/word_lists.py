"""The words that rules look for, in each language that has a list."""

import re

YES_NO = {
    "ar": r"(?:نعم|لا|صحيح|صح|خطأ|خاطئ)(?!\s*\w)",
    "de": r"(?:ja|nein|richtig|falsch|wahr)\b",
    "en": r"(?:yes|no|true|false)\b",
    "es": r"(?:sí|no|verdadero|falso|cierto)\b",
    "fr": r"(?:oui|non|vrai|faux)\b",
    "it": r"(?:sì|no|vero|falso)\b",
    "ja": r"(?:はい|いいえ|正しい|正しくない|誤り|できる|できない|可能|不可能)[。．.]?$",
    "nl": r"(?:ja|nee|waar|onwaar)\b",
    "pt": r"(?:sim|não|verdadeiro|falso)\b",
    "zh": r"(?:是|否|是的|不是|对|不对|對|不對|正确|错误|正確|錯誤)[。．.]?$",
}
"""How a yes or no answer begins, as a pattern, by the subtag of the language."""

_OF_OPTIONS = {
    "ar": r"(?:جميع|كل|لا شيء من) (?:ما سبق|ما ذكر|الإجابات السابقة|الخيارات السابقة)|(?:جميع|كل) ما ذُكر",
    "de": r"\b(?:alle|keine) (?:der )?(?:oben genannten|obigen|genannten|vorherigen)\b|\b(?:alles|nichts) davon\b",
    "en": r"\b(all|none) of the (above|options|following)\b|\b(both|neither) [a-f] (and|nor) [a-f]\b",
    "es": r"\b(?:todas|ninguna) (?:de )?(?:las anteriores|las opciones|las respuestas anteriores)\b",
    "fr": r"\b(?:toutes|aucune) (?:de )?(?:ces réponses|ces options|les réponses ci-dessus)\b",
    "ja": r"(?:上記|以上)(?:の|は)?(?:すべて|全て|どれでもない|いずれでもない)|すべて(?:正しい|当てはまる)",
    "zh": r"以上(?:都|皆|全|均)?(?:是|不是|对|不对|非)|上述(?:所有|全部)",
}
OF_OPTIONS = {language: re.compile(pattern, re.IGNORECASE) for language, pattern in _OF_OPTIONS.items()}
"""How an option refers to the other options, by the subtag of the language."""

_STARTS = {language: re.compile(pattern, re.IGNORECASE) for language, pattern in YES_NO.items()}


def is_yes_or_no(answer: str, language: str) -> bool:
    """Whether the answer is, or begins with, yes or no in the language with this subtag, which has a list."""
    return _STARTS[language].match(answer) is not None
