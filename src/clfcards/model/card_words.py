"""The few words that the program itself puts on cards and booklets, in each language that it has them in.

Whoever puts a word on a card takes it from here. A language that is not here has the words in English, which keep
their own language and direction on the card.
"""

import datetime as dt
from dataclasses import dataclass

from clfcards.model.language import Language, language_of


@dataclass(frozen=True, slots=True)
class CardWords:
    """The words in one language, whose tag is `tag`.

    `choose` asks for 2, 3, … options, and `chosen` says that 1, 2, … have been chosen so far; `choose_number` and
    `chosen_number` have `{n}` for the numbers after that. `verified` has `{date}`, `question` has `{n}`, and
    `date_format` is for `str.format` with a date.
    """

    tag: str
    choose: tuple[str, ...]
    choose_number: str
    chosen: tuple[str, ...]
    chosen_number: str
    your_choice: str
    right: str
    wrong: str
    verified: str
    date_format: str
    what_is_it: str
    how_to_choose: str
    source: str
    question: str
    answers: str
    reasons: str
    report: str

    @property
    def language(self) -> Language:
        return language_of(self.tag)

    def choose_of(self, right: int) -> str:
        """ "Choose two.", or an empty text if one option is right."""
        if right == 1:
            return ""
        at = right - 2
        return self.choose[at] if at < len(self.choose) else self.choose_number.format(n=right)

    def chosen_of(self, count: int) -> str:
        """That `count` options have been chosen, for `count` from 1 up."""
        return self.chosen[count - 1] if count <= len(self.chosen) else self.chosen_number.format(n=count)

    def date(self, day: dt.date) -> str:
        """A day as this language writes it in numbers."""
        return self.date_format.format(day)


_ENGLISH = CardWords(
    tag="en",
    choose=("Choose two.", "Choose three.", "Choose four.", "Choose five.", "Choose six."),
    choose_number="Choose {n}.",
    chosen=("(one chosen)", "(two chosen)", "(three chosen)", "(four chosen)", "(five chosen)", "(six chosen)"),
    chosen_number="({n} chosen)",
    your_choice="(your choice)",
    right="Right",
    wrong="Not right",
    verified="verified on {date}",
    date_format="{0:%Y-%m-%d}",
    what_is_it="What is it?",
    how_to_choose="Click an option, or press Alt and its number.",
    source="Source",
    question="Question {n}",
    answers="Answers",
    reasons="Reasons",
    report="Report a mistake",
)
_GERMAN = CardWords(
    tag="de",
    choose=(
        "Wählen Sie zwei Antworten.",
        "Wählen Sie drei Antworten.",
        "Wählen Sie vier Antworten.",
        "Wählen Sie fünf Antworten.",
        "Wählen Sie sechs Antworten.",
    ),
    choose_number="Wählen Sie {n} Antworten.",
    chosen=(
        "(eine gewählt)",
        "(zwei gewählt)",
        "(drei gewählt)",
        "(vier gewählt)",
        "(fünf gewählt)",
        "(sechs gewählt)",
    ),
    chosen_number="({n} gewählt)",
    your_choice="(Ihre Wahl)",
    right="Richtig",
    wrong="Nicht richtig",
    verified="geprüft am {date}",
    date_format="{0:%d.%m.%Y}",
    what_is_it="Was ist das?",
    how_to_choose="Klicken Sie eine Antwort an, oder drücken Sie Alt und ihre Nummer.",
    source="Quelle",
    question="Frage {n}",
    answers="Lösungen",
    reasons="Begründungen",
    report="Fehler melden",
)
_JAPANESE = CardWords(
    tag="ja",
    choose=(),
    choose_number="{n}つ選んでください。",
    chosen=(),
    chosen_number="（{n}つ選択済み）",
    your_choice="（あなたの解答）",
    right="正解",
    wrong="不正解",
    verified="{date}確認",
    date_format="{0.year}年{0.month}月{0.day}日",
    what_is_it="これは何ですか。",
    how_to_choose="選択肢をクリックするか、Alt キーを押しながら番号を押してください。",
    source="出典",
    question="問{n}",
    answers="解答",
    reasons="解説",
    report="間違いを報告",
)
_ARABIC = CardWords(
    tag="ar",
    choose=("اختر إجابتين.", "اختر ثلاث إجابات.", "اختر أربع إجابات.", "اختر خمس إجابات.", "اختر ست إجابات."),
    choose_number="اختر {n} إجابات.",
    chosen=(
        "(تم اختيار إجابة واحدة)",
        "(تم اختيار إجابتين)",
        "(تم اختيار ثلاث إجابات)",
        "(تم اختيار أربع إجابات)",
        "(تم اختيار خمس إجابات)",
        "(تم اختيار ست إجابات)",
    ),
    chosen_number="(تم اختيار {n} إجابات)",
    your_choice="(إجابتك)",
    right="إجابة صحيحة",
    wrong="إجابة غير صحيحة",
    verified="تم التحقق في {date}",
    date_format="{0:%Y/%m/%d}",
    what_is_it="ما هو؟",
    how_to_choose="انقر على أحد الخيارات، أو اضغط على Alt مع رقم الخيار.",
    source="المصدر",
    question="السؤال {n}",
    answers="الإجابات",
    reasons="الشرح",
    report="الإبلاغ عن خطأ",
)
_SPANISH = CardWords(
    tag="es",
    choose=(
        "Elija dos respuestas.",
        "Elija tres respuestas.",
        "Elija cuatro respuestas.",
        "Elija cinco respuestas.",
        "Elija seis respuestas.",
    ),
    choose_number="Elija {n} respuestas.",
    chosen=(
        "(una elegida)",
        "(dos elegidas)",
        "(tres elegidas)",
        "(cuatro elegidas)",
        "(cinco elegidas)",
        "(seis elegidas)",
    ),
    chosen_number="({n} elegidas)",
    your_choice="(su respuesta)",
    right="Correcto",
    wrong="Incorrecto",
    verified="verificado el {date}",
    date_format="{0:%d/%m/%Y}",
    what_is_it="¿Qué es?",
    how_to_choose="Haga clic en una opción, o pulse Alt y su número.",
    source="Fuente",
    question="Pregunta {n}",
    answers="Respuestas",
    reasons="Explicaciones",
    report="Informar de un error",
)

WORDS = {words.tag: words for words in (_ENGLISH, _GERMAN, _JAPANESE, _ARABIC, _SPANISH)}
"""The words by the subtag of their language."""


def card_words(language: Language) -> CardWords:
    """The words in this language, or in English if it has none; `CardWords.language` tells which."""
    return WORDS.get(language.primary, _ENGLISH)
