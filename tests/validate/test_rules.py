# ruff: noqa: E501 - a table
"""A table of invalid feeds: every rule is broken at least once, and no other rule is reported."""

import pytest

from generator.validate.rules import RULES
from generator.validate.validator import Validator
from tests.validate.samples import FEEDS, spoilt

ITEM = (
    "<item><title>Second</title><link>https://a.example/2</link><guid>https://feed.example/2/</guid></item>"
)
ENTRY = (
    '<entry><id>https://feed.example/2/</id><title type="html">Second</title><updated>2021-12-28T10:00:00.5Z'
    '</updated><link href="https://a.example/2"/></entry>'
)
MEDIA = '<media:thumbnail url="https://a.example/2.jpg"/>'
PUB_DATE = "<pubDate>Tue, 28 Dec 2021 11:00:00 +0000</pubDate>"

BAD: list[tuple[str, str, tuple[tuple[str, str], ...]]] = [
    ("rss", "xml.syntax", (("</title>", ""),)),
    ("rss", "xml.syntax", (("The pier", "The &nbsp; pier"),)),
    ("rss", "xml.syntax", (("The pier", "The \x0b pier"),)),
    ("rss", "xml.encoding", (("UTF-8", "ISO-8859-1"),)),
    ("rss", "xml.doctype", (("<rss ", "<!DOCTYPE rss><rss "),)),
    ("opml", "feed.unknown", (("<opml", "<html"), ("</opml", "</html"))),
    ("json", "feed.unknown", (("https://jsonfeed.org/version/1.1", "2"),)),
    ("rss", "rss.version", (('version="2.0"', 'version="0.91"'),)),
    ("rss", "rss.channel", (("</channel>", "</channel><channel/>"),)),
    ("rss", "rss.missing", (("<link>https://feed.example/</link>\n", ""),)),
    ("rss", "rss.missing", (("<description>News of the &amp;amp; pier</description>", "<description> </description>"),)),
    ("rss", "rss.twice", (("<ttl>60</ttl>", "<ttl>60</ttl><ttl>60</ttl>"),)),
    ("rss", "rss.twice", (("<guid>https", "<guid>https://feed.example/3/</guid><guid>https"),)),
    ("rss", "rss.unknown", (("<ttl>60</ttl>", "<summary>Ours</summary>"),)),
    ("rss", "rss.unknown", (("<title>Second", "<updated>2021</updated><title>Second"),)),
    ("rss", "rss.blank", (("<title>Second", "<title> "),)),
    ("rss", "rss.blank", (("<category>Piers</category>", "<category/>"),)),
    ("rss", "rss.address", (("<link>https://a.example/2</link>", "<link>/2</link>"),)),
    ("rss", "rss.address", (("<link>https://a.example/2</link>", "<link>https://a.example/2|3</link>"),)),
    ("rss", "rss.address", (("<link>https://a.example/2</link>", "<link>https://a.example/%zz</link>"),)),
    ("rss", "rss.address", (("<link>https://a.example/2</link>", "<link>https://a.example/é</link>"),)),
    ("rss", "rss.address", (("<link>https://a.example/2</link>", "<link>https:///2</link>"),)),
    ("rss", "rss.language", (("en-GB", "in English"),)),
    ("rss", "rss.language", (("<dc:creator>", "<dc:language>in English</dc:language><dc:creator>"),)),
    ("rss", "rss.date", (("Tue, 28 Dec 2021", "Mon, 28 Dec 2021"),)),
    ("rss", "rss.date", (("Tue, 28 Dec 2021", "28 Dec 21"),)),
    ("rss", "rss.date", ((PUB_DATE, "<pubDate>2021-12-28T11:00:00Z</pubDate>"),)),
    ("rss", "rss.date", ((PUB_DATE, "<pubDate>31 Nov 2021 11:00:00 GMT</pubDate>"),)),
    ("rss", "rss.date", ((PUB_DATE, "<pubDate>28 Dec 2021 11:00:00</pubDate>"),)),
    ("rss", "rss.number", (("<ttl>60", "<ttl>0"),)),
    ("rss", "rss.mail", (("ed@feed.example (The Editor)", "The Editor"),)),
    ("rss", "rss.image", (("<width>144", "<width>145"),)),
    ("rss", "rss.image", (("<title>Small Currents</title><link>https://feed.example/</link><width>", "<link>https://feed.example/</link><width>"),)),
    ("rss", "rss.skip", (("<hour>3", "<hour>24"),)),
    ("rss", "rss.skip", (("<day>Sunday", "<day>Sun"),)),
    ("rss", "rss.cloud", (('port="80"', 'port="x"'),)),
    ("rss", "rss.self", (('rel="self" type="application/rss+xml"', 'rel="self"'),)),
    ("rss", "rss.self", (('rel="self"', 'rel="via"'),)),
    ("rss", "rss.item", (("<title>Second</title>", ""),)),
    ("rss", "rss.guid", (('isPermaLink="false"', 'isPermaLink="true"'),)),
    ("rss", "rss.guid", (('isPermaLink="false"', 'isPermaLink="no"'),)),
    ("rss", "rss.guid", (("<guid>https://feed.example/2/</guid>", "<guid/>"),)),
    ("rss", "rss.guid-missing", (("<guid>https://feed.example/2/</guid>", ""),)),
    ("rss", "rss.guid-twice", ((ITEM, f"{ITEM}\n{ITEM}"),)),
    ("rss", "rss.enclosure", (('length="0"', 'length="big"'),)),
    ("rss", "rss.enclosure", (('url="https://a.example/1.jpg" length', 'url="1.jpg" length'),)),
    ("rss", "rss.enclosure", (('length="0" type="image/jpeg"', 'length="0"'),)),
    ("rss", "rss.enclosure-many", (("<source ", '<enclosure url="https://a.example/3" length="1" type="a/b"/><source '),)),
    ("rss", "rss.source", (('<source url="https://a.example/feed">', "<source>"),)),
    ("rss", "rss.markup", (("The pier", "The &lt;b&gt;pier&lt;/b&gt;"),)),
    ("rss", "rss.markup", (("The pier", "The &amp;#8217; pier"),)),
    ("rss", "rss.order", (("<description>AT&amp;amp;T</description>", ""), ("</content:encoded>", "</content:encoded><description>AT</description>"))),
    ("rss", "rss.semantics", ((PUB_DATE, f"{PUB_DATE}<dc:date>2021-12-28</dc:date>"),)),
    ("rss", "rss.semantics", (("<dc:creator>", "<author>ada@a.example</author><dc:creator>"),)),
    ("rss", "ext.period", (("hourly", "often"),)),
    ("rss", "ext.period", (("<sy:updateFrequency>1", "<sy:updateFrequency>-1"),)),
    ("rss", "ext.date", ((PUB_DATE, "<dc:date>2021-13-28</dc:date>"),)),
    ("rss", "ext.twice", (("<content:encoded>", "<content:encoded>A</content:encoded><content:encoded>"),)),
    ("rss", "html.relative", (('href="https://a.example/"&gt;', 'href="/x"&gt;'),)),
    ("rss", "html.relative", (("AT&amp;amp;T", "&lt;img src=1.jpg&gt;"),)),
    ("rss", "html.relative", (("AT&amp;amp;T", '&lt;img srcset="https://a.example/1.jpg 1x, 2.jpg 2x"&gt;'),)),
    ("rss", "html.unsafe", (('href="https://a.example/"&gt;', 'href="javascript:alert(1)"&gt;'),)),
    ("rss", "html.unsafe", (("AT&amp;amp;T", "&lt;script&gt;alert(1)&lt;/script&gt;"),)),
    ("rss", "html.unsafe", (("AT&amp;amp;T", '&lt;p title="&gt;" onclick="x()"&gt;'),)),
    ("atom", "html.unsafe", (("&lt;p&gt;At", "&lt;IFRAME src='https://a.example/'&gt;&lt;p&gt;At"),)),
    ("atom", "html.relative", (("&lt;b&gt;", "&lt;a href='b'&gt;"),)),
    ("atom", "atom.missing", (("<id>tag:feed.example,2026:feed/</id>", ""),)),
    ("atom", "atom.missing", (("<updated>2021-12-28T10:00:00.5Z</updated>", ""),)),
    ("atom", "atom.twice", (("<rights>", "<rights>Ours</rights><rights>"),)),
    ("atom", "atom.twice", (("<summary>", "<summary>Short</summary><summary>"),)),
    ("atom", "atom.unknown", (("<rights>Theirs</rights>", "<description>Ours</description>"),)),
    ("atom", "atom.unknown", (("<summary>", "<modified>2021</modified><summary>"),)),
    ("atom", "atom.blank", (("<title>The pier", "<title>"),)),
    ("atom", "atom.blank", ((">Broadsheet<", "><"),)),
    ("atom", "atom.id", (("<id>tag:feed.example,2026:item/1", "<id>item/1"),)),
    ("atom", "atom.id", (("<id>tag:feed.example,2026:item/1", "<id> tag:feed.example,2026:item/1"),)),
    ("atom", "atom.id-twice", ((ENTRY, f"{ENTRY}\n{ENTRY}"),)),
    ("atom", "atom.date", (("2021-12-28T10:00:00.5Z", "2021-12-28 10:00:00Z"),)),
    ("atom", "atom.date", (("2021-12-28T10:00:00.5Z", "2021-12-28T10:00:00"),)),
    ("atom", "atom.date", (("2021-12-28T10:00:00.5Z", "2021-02-29T10:00:00Z"),)),
    ("atom", "atom.update", (("2021-12-28T10:00:00+01:00", "2021-12-28T10:00:01Z"),)),
    ("atom", "atom.author", (("<author><name>The Editors</name><uri>https://feed.example/</uri><email>ed@feed.example</email></author>", ""),)),
    ("atom", "atom.person", (("<name>Ada</name>", "<email>ada@a.example</email>"),)),
    ("atom", "atom.person", (("<email>ed@feed.example", "<email>ed"),)),
    ("atom", "atom.person", (("<uri>https://feed.example/", "<uri>feed.example"),)),
    ("atom", "atom.link", (('<link href="https://a.example/2"/>', '<link href="/2"/>'),)),
    ("atom", "atom.link", (('<link href="https://a.example/2"/>', "<link/>"),)),
    ("atom", "atom.link", (('type="text/html"', 'type="html"'),)),
    ("atom", "atom.link", (('hreflang="en"', 'hreflang="?"'),)),
    ("rss", "atom.link", (('rel="hub"', 'rel="hub" length="much"'),)),
    ("atom", "atom.link-twice", (('<link href="https://a.example/2"/>', '<link href="https://a.example/2"/>' * 2),)),
    ("atom", "atom.self", (('rel="self"', 'rel="via"'),)),
    ("atom", "atom.self", (('rel="self" type="application/atom+xml"', 'rel="self" type="text/xml"'),)),
    ("atom", "atom.alternate", (('<link href="https://a.example/2"/>', ""),)),
    ("atom", "atom.text", (('<title type="html">', '<title type="text/html">'),)),
    ("atom", "atom.text", (("<summary>In short", "<summary>In <b>short</b>"),)),
    ("atom", "atom.text", (("<summary>In short", '<summary type="xhtml">In short'),)),
    ("atom", "atom.markup", (("<title>The pier", "<title>The &lt;i&gt;pier"),)),
    ("atom", "atom.content", (('type="html">&lt;p&gt;At', 'type="CDATA">&lt;p&gt;At'),)),
    ("atom", "atom.content", (('type="html">&lt;p&gt;At', 'type="image/png" src="https://a.example/">&lt;p&gt;At'),)),
    ("atom", "atom.content", (('type="html">&lt;p&gt;At length&lt;/p&gt;', 'type="html" src="https://a.example/">'),)),
    ("atom", "atom.summary", (("<summary>In short</summary>", ""), ('type="html">&lt;p&gt;At length&lt;/p&gt;', 'type="a/b" src="https://a.example/">'))),
    ("atom", "atom.category", (('term="Piers" ', ""),)),
    ("atom", "atom.source", (("<id>tag:a.example,2020:feed</id>", ""),)),
    ("atom", "atom.address", (("<icon>https://feed.example/i.svg", "<icon>i.svg"),)),
    ("atom", "atom.language", (('xml:lang="en"', 'xml:lang="English?"'),)),
    ("atom", "atom.language", ((ENTRY, ENTRY.replace("<entry>", '<entry xml:lang="English?">')),)),
    ("atom", "atom.link", (('href="https://a.example/2"', 'href="JavaScript:a()"'),)),
    ("atom", "atom.order", (("<rights>Theirs</rights>\n", ""), ("</feed>", "<rights>Theirs</rights></feed>"))),
    ("rss", "media.address", ((MEDIA, "<media:thumbnail/>"),)),
    ("rss", "media.address", (('<media:content url="https://a.example/1.jpg" ', "<media:content "),)),
    ("rss", "media.type", (('type="image/jpeg" medium', 'type="jpeg" medium'),)),
    ("rss", "media.medium", (('medium="image"', 'medium="picture"'),)),
    ("rss", "media.number", (('width="800"', 'width="800px"'),)),
    ("rss", "media.text", (('type="plain">A pier', 'type="text">A pier'),)),
    ("rss", "media.text", (('type="plain">A pier', 'type="plain">A &lt;b&gt;pier'),)),
    ("rss", "media.unknown", ((MEDIA, "<media:picture/>"),)),
    ("rss", "media.twice", (("<media:title ", "<media:title>A</media:title><media:title "),)),
    ("atom", "media.group", (('<media:content url="https://a.example/1.webp"/>', ""),)),
    ("atom", "media.default", (('<media:content url="https://a.example/1.webp"/>', '<media:content url="https://a.example/1.webp" isDefault="true"/>'),)),
    ("atom", "media.default", (('isDefault="true"', 'isDefault="yes"'),)),
    ("atom", "history.kind", (("<fh:archive/>", "<fh:archive/><fh:complete/>"),)),
    ("atom", "history.empty", (("<fh:archive/>", "<fh:archive>true</fh:archive>"),)),
    ("atom", "history.link", (('rel="prev-archive"/>', 'rel="prev-archive"/><link href="https://feed.example/x" rel="prev-archive"/>'),)),
    ("atom", "history.link", (("https://feed.example/2021/11/feed.atom", "https://feed.example/2021/12/feed.atom"),)),
    ("atom", "history.current", (('rel="current"', 'rel="related"'),)),
    ("json", "json.syntax", (("}\n]", "},\n]"),)),
    ("json", "json.version", (("version/1.1", "version/2"),)),
    ("json", "json.missing", (('"title": "Small Currents", ', ""),)),
    ("json", "json.missing", (('"id": "2", ', ""),)),
    ("json", "json.missing", (('"type": "WebSub", ', ""),)),
    ("json", "json.type", (('"id": "2"', '"id": 2'),)),
    ("json", "json.type", (('"expired": false', '"expired": "no"'),)),
    ("json", "json.type", (('{"id": "2", "content_text": "Second"}', "[]"),)),
    ("json", "json.type", (('"tags": ["Piers"]', '"tags": "Piers"'),)),
    ("json", "json.type", (('"size_in_bytes": 12', '"size_in_bytes": -1'),)),
    ("json", "json.unknown", (('"_ours"', '"ours"'),)),
    ("json", "json.address", (('"url": "https://a.example/pier"', '"url": "/pier"'),)),
    ("json", "json.address", (('"url": "https://a.example/pier"', '"url": "data:text/html,a"'),)),
    ("json", "json.content", (('"title": "Small Currents"', '"title": "Small <b>Currents</b>"'),)),
    ("json", "json.id-twice", (('"id": "2"', '"id": "tag:feed.example,2026:item/1"'),)),
    ("json", "json.content", ((', "content_text": "Second"', ""),)),
    ("json", "json.content", (('"title": "The pier"', '"title": "The &amp; pier"'),)),
    ("json", "json.date", (("2021-12-28T10:00:00Z", "28 Dec 2021"),)),
    ("json", "json.author", (('{"url": "https://a.example/ada"}', '{"_x": 1}'),)),
    ("json", "json.deprecated", (('"authors": [{"name": "The Editors"}]', '"author": {"name": "The Editors"}'),)),
    ("json", "json.attachment", ((', "mime_type": "image/jpeg"', ""),)),
    ("json", "json.attachment", (('"image/jpeg"', '"jpeg"'),)),
    ("json", "json.next", (('"next_url": "https://feed.example/2021/12/feed.json"', '"next_url": "https://feed.example/feed.json"'),)),
    ("json", "json.language", (("en-GB", "English!"),)),
    ("json", "html.unsafe", (("<p>At</p>", "<p onload='x'>At</p>"),)),
    ("json", "html.relative", (("<p>At</p>", "<a href='at'>At</a>"),)),
    ("opml", "opml.version", (('version="2.0"', 'version="3"'),)),
    ("opml", "opml.missing", (("<head>", "<!--"), ("</head>", "-->"))),
    ("opml", "opml.unknown", (("<title>Feeds</title>", "<name>Feeds</name>"),)),
    ("opml", "opml.twice", (("<title>", "<title>All</title><title>"),)),
    ("opml", "opml.date", (("Tue, 28", "28."),)),
    ("opml", "opml.value", (("1, 3", "1 to 3"),)),
    ("opml", "opml.value", (('language="en"', 'language=""'),)),
    ("opml", "opml.text", (('<outline text="Topics">', "<outline>"),)),
    ("opml", "opml.subscription", (('xmlUrl="https://feed.example/piers/feed.rss"', ""),)),
    ("opml", "opml.subscription", (('xmlUrl="https://feed.example/piers/feed.rss"', 'xmlUrl="piers/feed.rss"'),)),
    ("opml", "opml.subscription", (('type="rss" ', ""),)),
    ("opml", "opml.inclusion", (('url="https://feed.example/more.opml" ', ""),)),
]  # fmt: skip


def found(data: bytes) -> set[str]:
    return {each.rule for each in Validator().validate("feed", data)}


@pytest.mark.parametrize("format", FEEDS)
def test_a_valid_feed_has_no_finding(format: str) -> None:
    assert Validator().validate("feed", FEEDS[format].encode()) == ()


@pytest.mark.parametrize(("format", "rule", "changes"), BAD)
def test_exactly_the_broken_rule_is_reported(
    format: str, rule: str, changes: tuple[tuple[str, str], ...]
) -> None:
    assert found(spoilt(format, *changes)) == {rule}


@pytest.mark.parametrize(("format", "rule", "changes"), BAD)
def test_parsing_a_feed_as_a_whole_has_the_same_findings(
    format: str, rule: str, changes: tuple[tuple[str, str], ...]
) -> None:
    by_line = spoilt(format, *changes)
    whole = by_line.replace(b"<channel>", b"<!-- whole --><channel>").replace(
        b"<id>tag:feed.example,2026:feed/</id>", b"<!-- whole --><id>tag:feed.example,2026:feed/</id>"
    )
    assert Validator().validate("feed", by_line) == Validator().validate("feed", whole)


def test_a_title_may_contain_markup_in_hexadecimal_form() -> None:
    assert found(spoilt("rss", ("The pier", "The &#x3C;b> &#x26;amp; the pier"))) == set()
    assert found(spoilt("rss", ("The pier", "The &#x3C;b> &amp;amp; the pier"))) == {"rss.markup"}


def test_the_table_covers_every_rule() -> None:
    assert {rule for _, rule, _ in BAD} == set(RULES)
