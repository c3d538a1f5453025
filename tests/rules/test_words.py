"""Words of texts in any script: for lengths, for likeness, and for equality."""

import pytest

from clfcards.model.guide import Guide
from clfcards.rules import RULES, Rule
from clfcards.rules.copied_runs import CopyFinder
from clfcards.rules.service_names import ServiceNames
from clfcards.rules.words import content_words, normalized, word_count, words
from clfcards.source.guide import read_guide
from tests.rules.bank_of import card, cloze, found, question
from tests.small_exam import GUIDE

BY_NAME = {rule.name: rule for rule in RULES}


def guide_in(language: str, *changes: tuple[str, str]) -> Guide:
    text = f"language: {language}\n{GUIDE}"
    for old, new in changes:
        text = text.replace(old, new)
    read, problems = read_guide("guide.yaml", text)
    assert read is not None, problems
    return read


JAPANESE, ARABIC = guide_in("ja"), guide_in("ar")


def rule(name: str) -> Rule:
    return BY_NAME[name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amazon S3 の料金", ("amazon", "s3", "の料", "料金")),
        ("ＡＷＳ責任", ("aws", "責任")),
        ("火", ("火",)),
        ("شَبَكَة AWS", ("شبكة", "aws")),
        ("ที่นี่", ("ที่นี่",)),
        ("किताब और कलम", ("किताब", "और", "कलम")),
        ("שָׁלוֹם עולם", ("שלום", "עולם")),
        ("Größe der Straße", ("größe", "der", "straße")),
    ],
)
def test_words_of_a_text(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("可用性ゾーン", 3),
        ("Amazon S3 の料金", 4),
        ("AWS は基盤を保護します。", 6),
        ("ما خدمة التخزين؟", 3),
        ("ความปลอดภัย", 3),
        ("two words", 2),
    ],
)
def test_how_many_words_a_text_has(text: str, expected: int) -> None:
    assert word_count(text) == expected


def test_texts_that_differ_by_a_vowel_sign_are_different() -> None:
    assert normalized("की") != normalized("कि")
    assert normalized("ที่") != normalized("ทา")


def test_texts_that_read_the_same_are_equal() -> None:
    assert normalized("شَبَكَة؟") == normalized("شبكة")
    assert normalized("ＡＷＳ の「責任」。") == normalized("AWSの責任")
    assert normalized("ｶﾞｲﾄﾞ") == normalized("ガイド")


def test_pairs_of_characters_carry_meaning() -> None:
    assert content_words("責任共有 of AWS") == {"責任", "任共", "共有"}


def test_an_answer_inside_a_japanese_front_is_found() -> None:
    front = "責任共有モデルで顧客が担う責任は何ですか。"
    assert found(rule("card-answer-in-front"), card(front, "責任共有モデル"), guide=JAPANESE) == [(0, "front")]
    assert not found(rule("card-answer-in-front"), card(front, "データの保護"), guide=JAPANESE)


def test_a_long_japanese_answer_is_too_long() -> None:
    answer = "顧客が担当する。なぜなら、クラウド事業者は物理的な設備とその上の仮想化層だけを管理しているからである。"
    assert found(rule("card-minimum"), card("誰が担当しますか。", answer), guide=JAPANESE) == [(0, "back")]
    assert not found(rule("card-minimum"), card("誰が担当しますか。", "サービスを利用する顧客自身"), guide=JAPANESE)
    assert found(rule("card-maximum"), card("誰が担当しますか。", answer * 2), guide=JAPANESE) == [(0, "back")]


@pytest.mark.parametrize(
    ("language", "stem"),
    [
        ("ja", "どのサービスを使いますか。"),
        ("ja", "どのサービスを使いますか？"),
        ("ja", "「保管」とは何ですか"),
        ("ar", "أي خدمة تخزن الكائنات؟"),
        ("zh-Hans", "应该使用哪项服务？"),
        ("es", "¿Qué servicio guarda objetos?"),
        ("el", "Ποια υπηρεσία\u037e"),
        ("th", "บริการใดเก็บวัตถุ"),
    ],
)
def test_a_question_ends_as_questions_do_in_its_language(language: str, stem: str) -> None:
    assert not found(rule("lead-in"), question(stem), guide=guide_in(language))


@pytest.mark.parametrize(
    ("language", "stem"), [("ja", "サービスを選びなさい。"), ("ar", "اختر الخدمة."), ("en", "So;")]
)
def test_a_stem_that_asks_nothing_is_found(language: str, stem: str) -> None:
    assert found(rule("lead-in"), question(stem), guide=guide_in(language)) == [(0, "stem")]


@pytest.mark.parametrize(
    ("language", "answer", "is_found"),
    [
        ("ja", "はい", True),
        ("ja", "はい。", True),
        ("ja", "はいふり", False),
        ("ar", "نعم", True),
        ("ar", "لا", True),
        ("ar", "لا مركزية التخزين", False),
        ("de", "Nein, das macht AWS", True),
        ("es", "Sí", True),
    ],
)
def test_yes_and_no_are_known_in_several_languages(language: str, answer: str, is_found: bool) -> None:
    assert bool(found(rule("card-yes-no"), card(back=answer), guide=guide_in(language))) == is_found


@pytest.mark.parametrize(
    ("language", "option"),
    [("ja", "上記のすべて"), ("ar", "جميع ما سبق"), ("de", "Alle oben genannten"), ("es", "Todas las anteriores")],
)
def test_all_of_the_above_is_known_in_several_languages(language: str, option: str) -> None:
    asked = question(wrong=(option, "b", "c"))
    assert found(rule("all-of-the-above"), asked, guide=guide_in(language)) == [(0, "distractors", 0, "text")]


def test_two_japanese_stems_that_differ_in_a_word_are_near_duplicates() -> None:
    one = question("ある会社が読まれないログを何年も保管します。最も安い保管先はどれですか。", id="a")
    two = question("ある病院が読まれないログを何年も保管します。最も安い保管先はどれですか。", id="b")
    other = question("毎日何度も読み出す画像に適した保管先はどれですか。", id="c")
    assert found(rule("near-duplicate"), one, two, other, guide=JAPANESE) == [(1, "stem")]


def test_a_copied_japanese_run_is_found_and_counted_in_words() -> None:
    own = "利用者は初期投資なしに必要な時に必要な分だけ計算資源を使うことができる。"
    other = f"前書き。クラウドでは{own}後書きです。"
    ((number, copy),) = CopyFinder([own]).copies(other)
    assert (number, copy.run_words, copy.words) == (0, copy.words, word_count(own))
    assert copy.run == own.rstrip("。")
    assert not list(CopyFinder(["まったく別の文章です"]).copies(other))


def test_service_names_are_found_where_no_space_is() -> None:
    names = ServiceNames(JAPANESE, ["tea-pot"])
    assert [s.id for s in names.find("これはTea Potです")] == ["tea-pot"]
    assert [s.id for s in names.find("هذا وTea Pot.")] == ["tea-pot"]
    assert not list(names.find("a Tea Pots shop"))
    own = guide_in("ja", ("tea-pot: Tea Pot", "tea-pot: 急須"))
    assert [s.id for s in ServiceNames(own, ["tea-pot"]).find("この急須は熱い")] == ["tea-pot"]


def test_an_old_name_in_a_japanese_sentence_is_found() -> None:
    assert found(rule("stale-name"), card(back="旧Water Boilerのこと"), guide=JAPANESE)
    assert not found(rule("stale-name"), card(back="旧Water BoilerのTea Kettle"), guide=JAPANESE)


def test_rules_for_english_words_are_switched_off_elsewhere() -> None:
    english = {r.name for r in RULES if r.languages == {"en"}}
    assert english >= {"absolute-terms", "negative-stem", "vague-terms", "clang", "grammar-cue"}
    asked = question("Which leaf is not green?")
    assert found(rule("negative-stem"), asked)
    assert not found(rule("negative-stem"), asked, guide=guide_in("nl"))


def test_full_width_signs_and_quotes_are_no_slips() -> None:
    items = (
        card("「可用性」とは何ですか？", "サービスが使える時間の割合（％）"),
        cloze("クラウドでは、{{初期費用}}が不要です。"),
        question("“共有責任”とは？", "役割の分担！", ("料金：従量制", "速度…", "規模～拡大"), id="q"),
    )
    assert [r.name for r in RULES if r.name != "below-floor" and found(r, *items, guide=JAPANESE)] == []
