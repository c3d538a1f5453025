"""Left-to-right words in a right-to-left text. Where letters end up in a browser is tested with whole cards."""

import pytest

from clfcards.render.isolation import isolated


def runs(rendered: str) -> list[str]:
    """The isolated words of the HTML."""
    return [part.split("</bdi>")[0] for part in isolated(rendered).split('<bdi dir="ltr">')[1:]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تخزن خدمة Amazon S3 الكائنات", ["Amazon S3"]),
        ("ما لغة C++؟", ["C++"]),
        ("لغتا C# و .NET معا", ["C#", ".NET"]),
        ("فئة Amazon S3 (IA)", ["Amazon S3 (IA)"]),
        ("خدمة AWS Identity and Access Management (IAM).", ["AWS Identity and Access Management (IAM)"]),
        ("النطاق 10.0.0.0/16 خاص", ["10.0.0.0/16"]),
        ("في 2026-11-22 أو 12:30", ["2026-11-22", "12:30"]),
        ("توافر 99.99% سنويا", ["99.99%"]),
        ("درجة -5 أو 3 فقط", ["-5"]),
        ("عنوان user@example.org صحيح", ["user@example.org"]),
        ("ملف s3://bucket/key، ثم", ["s3://bucket/key"]),
        ("خدمتا Amazon EC2, Amazon EBS، وغيرها", ["Amazon EC2, Amazon EBS"]),
        ("لا شيء هنا 3", []),
        ("حساب AT&amp;T هنا &quot;نص&quot;", ["AT&amp;T"]),
        ("<strong>Amazon S3</strong> خدمة", ["Amazon S3"]),
        ('<a href="https://example.org/a">الموقع</a>', []),
        ("شغّل <code>aws s3 ls --recursive</code> الآن", []),
        (r"قيمة \(x^2 + y\) هنا", []),
        ("Amazon S3 (IA)", ["Amazon S3 (IA)"]),
        ("99.9%", ["99.9%"]),
        ("", []),
    ],
)
def test_runs_of_words_are_isolated_with_their_signs(text: str, expected: list[str]) -> None:
    assert runs(text) == expected


def test_a_text_of_two_blocks_is_isolated_inside_them() -> None:
    assert isolated("<p>C++</p>\n<p>نص</p>") == '<p><bdi dir="ltr">C++</bdi></p>\n<p>نص</p>'
