"""The sentences of a deck's page and description, in each language that has them; the others get the English ones."""

from dataclasses import dataclass

from clfcards.model.language import Language


@dataclass(frozen=True, slots=True)
class DeckPageWords:
    """Sentences with names in braces: {cards}, {exam}, {code}, {edition}, {task}, {priority}, {page}, {vendor}.

    `version` has {version}, `day` has {day}, and `license` has {license}. `by_weight` is for a deck without subdecks.
    """

    cards: str
    head: str
    source: str
    options: str
    by_weight: str
    tags: str
    update: str
    newest: str
    independent: str
    version: str
    day: str
    license: str


_ENGLISH = DeckPageWords(
    cards="{cards} cards for {exam} ({code}). The number of cards for each domain follows\n"
    "its weight in the exam guide. {edition}",
    head="| domain | weight | cards |",
    source="Every card has a source and the day on which it was verified.",
    options="The options of a question are in another order every day, and the back gives a reason for each of them.",
    by_weight="At Anki's default settings, new cards come from all domains by weight.",
    tags="For custom study, every card has tags, such as `{task}` and\n  `{priority}`.",
    update="When a new version comes out, import it over the old one. Your reviews, due dates, suspended cards and\n"
    "  flags are kept.",
    newest="The newest version is at {page}, where you can also report an error.",
    independent="This deck is independent: it is not affiliated with or endorsed by {vendor}.",
    version="Version {version}",
    day=" of {day}",
    license=" License: {license}.",
)
_GERMAN = DeckPageWords(
    cards="{cards} Karten für {exam} ({code}). Wie viele Karten ein Themengebiet hat, richtet sich nach seinem\n"
    "Gewicht in der Prüfung. {edition}",
    head="| Themengebiet | Gewicht | Karten |",
    source="Zu jeder Karte gehören eine Quelle und der Tag, an dem sie geprüft wurde.",
    options="Die Antworten einer Frage stehen jeden Tag in anderer Reihenfolge, und die Rückseite begründet jede.",
    by_weight="Mit Ankis Voreinstellungen kommen neue Karten nach Gewicht aus allen Themengebieten.",
    tags="Zum gezielten Lernen hat jede Karte Schlagwörter wie `{task}` und `{priority}`.",
    update="Eine neue Version importieren Sie über die alte. Wiederholungen, Fälligkeiten, ausgesetzte Karten und\n"
    "  Markierungen bleiben erhalten.",
    newest="Die neueste Version finden Sie unter {page}; dort können Sie auch Fehler melden.",
    independent="Dieser Stapel ist unabhängig: {vendor} hat ihn weder erstellt noch geprüft.",
    version="Version {version}",
    day=" vom {day}",
    license=" Lizenz: {license}.",
)
_JAPANESE = DeckPageWords(
    cards="{exam}（{code}）のためのカード{cards}枚です。分野ごとの枚数は試験での配点比率に合わせています。{edition}",
    head="| 分野 | 比率 | 枚数 |",
    source="どのカードにも出典と確認日があります。",
    options="選択肢の並び順は日ごとに変わり、裏面には選択肢ごとの解説があります。",
    by_weight="Anki の初期設定では、新しいカードが全分野から比率どおりに出ます。",
    tags="カスタム学習用に、どのカードにも `{task}` や `{priority}` のようなタグが付いています。",
    update="新しい版が出たら、古い版の上に読み込んでください。復習の記録、期日、休止中のカード、フラグはそのまま残ります。",
    newest="最新版は {page} にあります。誤りの報告もそこで受け付けています。",
    independent="このデッキは独立したもので、{vendor}による提供や承認を受けたものではありません。",
    version="バージョン {version}",
    day="（{day}）",
    license="ライセンス：{license}。",
)
_ARABIC = DeckPageWords(
    cards="بطاقات لامتحان {exam} ({code})، عددها {cards}. يتبع عدد بطاقات كل مجال وزنه في الامتحان. {edition}",
    head="| المجال | الوزن | البطاقات |",
    source="لكل بطاقة مصدر وتاريخ التحقق منه.",
    options="يتغير ترتيب خيارات السؤال كل يوم، وعلى ظهر البطاقة شرح لكل خيار.",
    by_weight="بإعدادات Anki الافتراضية تأتي البطاقات الجديدة من جميع المجالات بحسب أوزانها.",
    tags="للدراسة المخصصة وسوم على كل بطاقة، مثل `{task}` و`{priority}`.",
    update="عند صدور نسخة جديدة استوردها فوق القديمة، فتبقى المراجعات ومواعيدها والبطاقات المعلّقة والأعلام كما هي.",
    newest="أحدث نسخة في {page}، وهناك يمكن الإبلاغ عن الأخطاء أيضًا.",
    independent="هذه المجموعة مستقلة، ولا صلة لها بالجهة {vendor} ولا اعتماد منها.",
    version="النسخة {version}",
    day=" بتاريخ {day}",
    license=" الرخصة: {license}.",
)
_SPANISH = DeckPageWords(
    cards="{cards} tarjetas para {exam} ({code}). El número de tarjetas de cada dominio sigue su peso\n"
    "en el examen. {edition}",
    head="| dominio | peso | tarjetas |",
    source="Cada tarjeta tiene una fuente y la fecha en que se verificó.",
    options="Las opciones de una pregunta cambian de orden cada día, y el reverso explica cada una de ellas.",
    by_weight="Con los ajustes de Anki por defecto, las tarjetas nuevas vienen de todos los dominios según su peso.",
    tags="Para el estudio personalizado, cada tarjeta tiene etiquetas, como `{task}` y `{priority}`.",
    update="Cuando salga una versión nueva, impórtela sobre la anterior. Se conservan los repasos, las fechas,\n"
    "  las tarjetas suspendidas y las banderas.",
    newest="La versión más reciente está en {page}, donde también puede informar de un error.",
    independent="Este mazo es independiente: no está afiliado a {vendor} ni cuenta con su aprobación.",
    version="Versión {version}",
    day=" del {day}",
    license=" Licencia: {license}.",
)

_WORDS = {"ar": _ARABIC, "de": _GERMAN, "en": _ENGLISH, "es": _SPANISH, "ja": _JAPANESE}


def deck_page_words(language: Language) -> DeckPageWords:
    """The sentences in this language, or in English if it has none."""
    return _WORDS.get(language.primary, _ENGLISH)
