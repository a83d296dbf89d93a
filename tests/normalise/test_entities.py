"""Entities: decoded to what was meant, unless a text is about them."""

import pytest

from generator.normalise.entities import decode_entities, decode_twice_escaped


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("It&#8217;s &amp; it&nbsp;is", "It’s & it\xa0is"),
        ("AT&T &amp; Verizon", "AT&T & Verizon"),
        ("caf&eacute; cr&#232;me", "café crème"),
        ("The best of &quot;the best&quot;", 'The best of "the best"'),
        ("Tom &amp;amp; Jerry", "Tom & Jerry"),
        ("&amp;quot;Hello&amp;quot;, it&amp;#39;s", '"Hello", it\'s'),
        ("a&amp;nbsp;b", "a\xa0b"),
        ("&lt;b&gt; is &amp;lt;b&amp;gt;", "<b> is &lt;b&gt;"),
        ("&nbsp;", "\xa0"),
        (f"&#{'9' * 5000};", f"&#{'9' * 5000};"),
        ("R&D and AT&T", "R&D and AT&T"),
        ("a&#8211;b – c", "a–b – c"),
    ],
)
def test_entities_are_decoded_to_what_was_meant(written: str, meant: str) -> None:
    assert decode_entities(written, is_title=True) == meant


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("What does &nbsp; do in HTML?", "What does &nbsp; do in HTML?"),
        ("What does `&nbsp;` do in HTML?", "What does `&nbsp;` do in HTML?"),
        ("What does &amp;nbsp; do in HTML?", "What does &nbsp; do in HTML?"),
        ("Why & becomes &amp; in feeds", "Why & becomes &amp; in feeds"),
        ("Why & becomes “&amp;amp;” in feeds", "Why & becomes “&amp;” in feeds"),
        ("Use &amp;amp; instead of &amp;", "Use &amp; instead of &"),
        ("How to escape &quot; in JSON", "How to escape &quot; in JSON"),
        ("From é to &eacute; and back", "From é to &eacute; and back"),
        ("café or caf&eacute;?", "café or caf&eacute;?"),
        ("Type &lt;, see <", "Type &lt;, see <"),
    ],
)
def test_a_headline_about_entities_stays(written: str, kept: str) -> None:
    assert decode_entities(written, is_title=True) == kept


def test_in_an_excerpt_a_space_between_words_is_usual() -> None:
    assert decode_entities("one &nbsp; two") == "one \xa0 two"
    assert decode_entities("HTML has &nbsp; for it") == "HTML has &nbsp; for it"


def test_in_a_long_text_both_forms_of_a_word_are_an_accident() -> None:
    assert decode_entities("don’t " * 60 + "don&#8217;t") == "don’t " * 60 + "don’t"


@pytest.mark.parametrize(
    ("once", "meant"),
    [
        ("&quot;Tom &amp; Jerry&quot;", '"Tom & Jerry"'),
        ("write &lt;b&gt;", "write &lt;b&gt;"),
        ("HTML needs &nbsp; here", "HTML needs &nbsp; here"),
        ("&copy 2026 &unknown;", "&copy 2026 &unknown;"),
    ],
)
def test_what_html_has_decoded_is_decoded_again(once: str, meant: str) -> None:
    assert decode_twice_escaped(once) == meant
