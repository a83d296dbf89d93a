# ruff: noqa: E501 - a table
"""Rules of Atom, with their messages."""

import pytest

from tests.validate.samples import messages

CASES = [
    ('<rights>Theirs</rights>', '<rights>Theirs</rights><rights>Ours</rights>', "atom.twice: expected one rights, found 'another'"),
    ('<summary>', '<modified>2021</modified><summary>', "atom.unknown: expected an element allowed in entry, found 'modified'"),
    ('<title>The pier', '<title>', 'atom.blank: expected text in title, found nothing'),
    ('>Broadsheet<', '><', 'atom.blank: expected a name in generator, found nothing'),
    ('<id>tag:feed.example,2026:item/1', '<id> tag:feed.example,2026:item/1', "atom.id: expected an absolute IRI without surrounding spaces, found 'tag:feed.example,2026:item/1'"),
    ('2021-12-28T10:00:00.5Z', '2021-12-28', "atom.date: expected a date such as '2021-12-28T11:00:00Z' in updated, found '2021-12-28'"),
    ('<published>2021-12-28T10:00:00+01:00', '<published>2021-12-28T10:00:01Z', "atom.update: expected an updated date on or after published, found '2021-12-28 11:00:00+01:00'"),
    ('<name>Ada</name>', '<email>ada@a.example</email>', 'atom.person: expected a name in author, found nothing'),
    ('<email>ed@feed.example', '<email>ed', "atom.person: expected an email address in email, found 'ed'"),
    ('<link href="https://a.example/2"/>', '<link href="/2"/>', "atom.link: expected an absolute URL as href of link, found '/2'"),
    ('<link href="https://a.example/2"/>', '', 'atom.alternate: expected content or an alternate link, found nothing'),
    ('<link href="https://a.example/2"/>', '<link href="https://a.example/2"/><link href="https://a.example/2"/>', "atom.link-twice: expected alternate links that differ in type or language, found 'two that do not differ'"),
    ('rel="self"', 'rel="via"', "atom.self: expected one link with rel='self', found '0'"),
    ('rel="self" type="application/atom+xml"', 'rel="self" type="text/xml"', "atom.self: expected the type application/atom+xml, found 'text/xml'"),
    ('<title type="html">', '<title type="text/html">', "atom.text: expected the type text, html or xhtml in title, found 'text/html'"),
    ('<summary>In short', '<summary>In <b>short</b>', "atom.text: expected no child elements in summary of type text, found 'child elements'"),
    ('<summary>In short', '<summary type="xhtml">In short', "atom.text: expected one xhtml:div in summary, found 'other content'"),
    ('<title>The pier', '<title>The &lt;i&gt;pier', "atom.markup: expected plain text in title, found '<i>'"),
    ('type="html">&lt;p&gt;At length&lt;/p&gt;', 'type="html" src="https://a.example/">', "atom.content: expected a media type for content with src, found 'html'"),
    ('type="html">&lt;p&gt;At', 'type="image/png" src="https://a.example/">&lt;p&gt;At', "atom.content: expected no content beside src, found 'content'"),
    ('<id>tag:a.example,2020:feed</id>', '', 'atom.source: expected id in source, found nothing'),
    ('xml:lang="en"', 'xml:lang="English?"', "atom.language: expected a language tag as xml:lang, found 'English?'"),
    ('<name>The Editors</name>', '<name> </name>', 'atom.person: expected a name in author, found nothing'),
    ('</entry>\n</feed>', '</entry>\n<logo>https://feed.example/l.png</logo></feed>', "atom.order: expected all feed elements before the first entry, found 'logo'"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), CASES)
def test_finding(old: str, new: str, message: str) -> None:
    assert messages("atom", (old, new)) == [message]
