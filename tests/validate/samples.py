"""One valid feed per format, with everything that the rules check; and ways to break it."""

RSS = """\
<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:fh="http://purl.org/syndication/history/1.0" \
version="2.0">
<channel>
<title>Small Currents</title>
<link>https://feed.example/</link>
<description>News of the &amp;amp; pier</description>
<atom:link href="https://feed.example/feed.rss" rel="self" type="application/rss+xml"/>
<atom:link href="https://feed.example/2021/12/feed.rss" rel="prev-archive" type="application/rss+xml"/>
<atom:link href="https://hub.example/" rel="hub"/>
<language>en-GB</language>
<ttl>60</ttl>
<skipHours><hour>3</hour></skipHours>
<skipDays><day>Sunday</day></skipDays>
<sy:updatePeriod>hourly</sy:updatePeriod>
<sy:updateFrequency>1</sy:updateFrequency>
<managingEditor>ed@feed.example (The Editor)</managingEditor>
<cloud domain="feed.example" port="80" path="/x" registerProcedure="" protocol="http-post"/>
<image><url>https://feed.example/i.png</url><title>Small Currents</title><link>https://feed.example/</link>\
<width>144</width></image>
<lastBuildDate>Tue, 28 Dec 2021 11:00:00 +0000</lastBuildDate>
<item><title>The pier</title><link>https://a.example/pier?a=1&amp;b=2</link><description>AT&amp;amp;T</description>\
<content:encoded>&lt;p&gt;A &lt;a href="https://a.example/"&gt;link&lt;/a&gt;&lt;/p&gt;</content:encoded>\
<guid isPermaLink="false">tag:feed.example,2026:item/1</guid><category>Piers</category>\
<enclosure url="https://a.example/1.jpg" length="0" type="image/jpeg"/>\
<source url="https://a.example/feed">A</source><pubDate>Tue, 28 Dec 2021 11:00:00 +0000</pubDate>\
<dc:creator>Ada</dc:creator><media:content url="https://a.example/1.jpg" type="image/jpeg" medium="image" \
width="800" height="450"><media:title type="plain">A pier</media:title></media:content>\
<media:thumbnail url="https://a.example/2.jpg"/></item>
<item><title>Second</title><link>https://a.example/2</link><guid>https://feed.example/2/</guid></item>
</channel>
</rss>
"""

ATOM = """\
<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" \
xmlns:fh="http://purl.org/syndication/history/1.0" xml:lang="en">
<id>tag:feed.example,2026:feed/</id>
<title>Small Currents</title>
<subtitle type="html">News of the &lt;b&gt;pier&lt;/b&gt;</subtitle>
<updated>2021-12-28T11:00:00Z</updated>
<author><name>The Editors</name><uri>https://feed.example/</uri><email>ed@feed.example</email></author>
<link href="https://feed.example/" rel="alternate" type="text/html"/>
<link href="https://feed.example/2021/12/feed.atom" rel="self" type="application/atom+xml"/>
<link href="https://feed.example/feed.atom" rel="current" type="application/atom+xml"/>
<link href="https://feed.example/2021/11/feed.atom" rel="prev-archive"/>
<fh:archive/>
<generator uri="https://feed.example/about/">Broadsheet</generator>
<icon>https://feed.example/i.svg</icon>
<rights>Theirs</rights>
<entry><id>tag:feed.example,2026:item/1</id><title>The pier</title><updated>2021-12-28T11:00:00+01:00</updated>\
<published>2021-12-28T10:00:00+01:00</published><author><name>Ada</name></author>\
<link href="https://a.example/pier" rel="alternate" hreflang="en"/><category term="Piers" scheme="https://a.example/"/>\
<summary>In short</summary><content type="html">&lt;p&gt;At length&lt;/p&gt;</content>\
<source><id>tag:a.example,2020:feed</id><title>A</title><updated>2021-12-28T10:00:00Z</updated></source>\
<media:group><media:content url="https://a.example/1.jpg" isDefault="true"/>\
<media:content url="https://a.example/1.webp"/></media:group></entry>
<entry><id>https://feed.example/2/</id><title type="html">Second</title><updated>2021-12-28T10:00:00.5Z</updated>\
<link href="https://a.example/2"/></entry>
</feed>
"""

JSON = """\
{"version": "https://jsonfeed.org/version/1.1", "title": "Small Currents", "home_page_url": "https://feed.example/",
"feed_url": "https://feed.example/feed.json", "next_url": "https://feed.example/2021/12/feed.json",
"icon": "https://feed.example/i.png", "language": "en-GB", "authors": [{"name": "The Editors"}], "expired": false,
"hubs": [{"type": "WebSub", "url": "https://hub.example/"}], "_ours": {"x": 1}, "items": [
{"id": "tag:feed.example,2026:item/1", "url": "https://a.example/pier", "title": "The pier", \
"content_html": "<p>At</p>", "summary": "In short", "image": "https://a.example/1.jpg", \
"date_published": "2021-12-28T10:00:00Z", \
"authors": [{"url": "https://a.example/ada"}], "tags": ["Piers"], "attachments": [{"url": "https://a.example/1.jpg", \
"mime_type": "image/jpeg", "size_in_bytes": 12}]},
{"id": "2", "content_text": "Second"}
]}
"""

OPML = """\
<?xml version='1.0' encoding='UTF-8'?>
<opml version="2.0">
<head><title>Feeds</title><dateModified>Tue, 28 Dec 2021 11:00:00 +0000</dateModified>\
<ownerId>https://feed.example/</ownerId><expansionState>1, 3</expansionState><windowTop>3</windowTop></head>
<body>
<outline text="Topics"><outline text="Piers" title="Piers" type="rss" xmlUrl="https://feed.example/piers/feed.rss" \
htmlUrl="https://feed.example/piers/" version="RSS2" language="en"/></outline>
<outline text="More" type="include" url="https://feed.example/more.opml" created="28 Dec 2021 11:00:00 GMT"/>
</body>
</opml>
"""

FEEDS = {"rss": RSS, "atom": ATOM, "json": JSON, "opml": OPML}


def messages(format: str, *changes: tuple[str, str]) -> list[str]:
    """Return the findings for a changed feed as `RULE: MESSAGE`."""
    from generator.validate.validator import Validator

    findings = Validator().validate("feed", spoilt(format, *changes))
    return [f"{each.rule}: {each.message}" for each in findings]


def spoilt(format: str, *changes: tuple[str, str]) -> bytes:
    """Return a feed with some of its text replaced, each at its first place."""
    text = FEEDS[format]
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.encode()
