"""Small faulty sites, one for each message that ``docs/troubleshooting.md`` explains."""

from dataclasses import dataclass, field

from generator.pipeline.cache_paths import MARK, MARKER
from tests.support.site_kit import png

HEAD = '---\ntitle: "A"\n'

RECORDS: dict[str, str | bytes] = {
    # the file
    "no-dashes.md": "title: A\n",
    "id-list.md": f"{HEAD}id: [a, b]\n---\n",
    "id-one.md": f"{HEAD}id: a letter\n---\n",
    "id-other.md": f"{HEAD}id: a letter\n---\n",
    "far-off.md": f"{HEAD}publishedDateTime: 2901-01-01T10:00:00Z\n---\n",
    "fragment.md": f"{HEAD}originalUrl: https://paper.example/fragment#one\n---\n",
    "fragment-other.md": f"{HEAD}originalUrl: https://paper.example/fragment#two\n---\n",
    "unclosed.md": f"{HEAD}excerpt: b\n",
    "unclosed-body.md": f"{HEAD}\nSome text: and more: of it\n",
    "no-fields.md": "---\n- a\n---\n",
    "two-heads.md": f"{HEAD}--- b: c\n---\n",
    "large.md": b"---\n" + b"x" * 8_000_001,
    "long-head.md": f"{HEAD}excerpt: |\n" + f"  {'x ' * 50}\n" * 10_000 + "---\n",
    "latin.md": f"{HEAD}excerpt: caf\xe9\n---\n".encode("latin-1"),
    "unclear.md": f"{HEAD}excerpt: ".encode() + bytes(range(128, 256)) + b"\n---\n",
    ".hidden.md": f"{HEAD}---\n",
    "2026-02-30-day.md": f"{HEAD}---\n",
    "updated.md": f"{HEAD}updatedDateTime: 2026-01-01\n---\n",
    "marked.md": f"\ufeff{HEAD}---\n",
    "windows.md": f"{HEAD}---\n".replace("\n", "\r\n"),
    "control.md": f"{HEAD}excerpt: a\x07b\n---\n",
    "sealed-body.md": f"{HEAD}---\nsecured: QUJDREVGR0g=;AAAAAAAAAAAAAAAAAAAAAA==\n",
    # YAML
    "colon.md": f"{HEAD}excerpt: Bees: a count\n---\n",
    "open-quote.md": '---\ntitle: "A\n---\n',
    "quotes.md": '---\ntitle: "She said "no""\n---\n',
    "no-colon.md": f"{HEAD}excerpt: b\nand more of it\n---\n",
    "deeper.md": '---\ntitle: A\n  excerpt: "b"\n---\n',
    "tab.md": f"{HEAD}provider:\n\tname: B\n---\n",
    "at.md": f"{HEAD}excerpt: @b\n---\n",
    "star.md": f"{HEAD}excerpt: *\n---\n",
    "closing.md": f"{HEAD}excerpt: ]\n---\n",
    "alias.md": f"{HEAD}excerpt: *word\n---\n",
    "open-bracket.md": f"{HEAD}topics: [\n---\n",
    "dashes.md": f"{HEAD}topics:\n  - a\n  b: c\n---\n",
    "hexadecimal.md": f'{HEAD}excerpt: "\\xZZ"\n---\n',
    "beside.md": f"{HEAD}topics: - Bees\n---\n",
    "escape.md": '---\ntitle: "C:\\new \\q"\n---\n',
    "bracket.md": f"{HEAD}excerpt: [a] b\ntags: [c\n---\n",
    "bracket-2.md": f"{HEAD}tags: [a b\nexcerpt: c\n---\n",
    "brace.md": f"{HEAD}provider: {{name: a\nexcerpt: b\n---\n",
    "ended.md": f"{HEAD}...\nexcerpt: b\n---\n",
    "block.md": f"{HEAD}excerpt: | text\n---\n",
    "list-name.md": f"{HEAD}[a]: b\n---\n",
    "deep.md": f"{HEAD}tags: {'[' * 200}{']' * 200}\n---\n",
    "wide.md": f"{HEAD}tags: [{'a,' * 110_000}]\n---\n",
    "tag.md": f"{HEAD}excerpt: !important\n---\n",
    "anchor.md": f"{HEAD}excerpt: &c\n---\n",
    "cut.md": f"{HEAD}excerpt: Route #12\n---\n",
    "half.md": f'{HEAD}excerpt: "\\ud83d"\n---\n',
    "twice.md": f"{HEAD}excerpt: a\nexcerpt: b\n---\n",
    # fields
    "untitled.md": "---\nexcerpt: a\n---\n",
    "excerpt-list.md": f"{HEAD}excerpt: [a, b]\n---\n",
    "long-title.md": f"---\ntitle: {'word ' * 100}\n---\n",
    "sealed-text.md": f"{HEAD}excerpt: 'a QUJDREVGR0hJSktMTU5PUA==;AAAAAAAAAAAAAAAAAAAAAA== b'\n---\n",
    "kind.md": f"{HEAD}type: artcle\n---\n",
    "date.md": f"{HEAD}publishedDateTime: yesterday\n---\n",
    "future.md": f"{HEAD}publishedDateTime: 2999-01-01\n---\n",
    "address.md": f"{HEAD}originalUrl: www.example.org\n---\n",
    "truth.md": f"{HEAD}published: perhaps\n---\n",
    "number.md": f"{HEAD}quality: good\n---\n",
    "rating.md": f"{HEAD}ratings: {{average: 11, count: 2}}\n---\n",
    "duration.md": f"{HEAD}length: an hour\n---\n",
    "locale.md": f"{HEAD}locale: '?'\n---\n",
    "no-name.md": f"{HEAD}topics: [None]\n---\n",
    "foreign.md": f"{HEAD}date: 2026-01-01\n---\n",
    "commas.md": f"{HEAD}topics: Bees, Birds\n---\n",
    "spaces.md": f"{HEAD}tags: bees birds\nexpires: 2026-01-01\n---\n",
    "_layouts/post.html": "{{ content }}",
    "one-topic.md": f"{HEAD}topics: Bees\n---\n",
    "mapping.md": f"{HEAD}topics: {{a: b}}\n---\n",
    "topic-list.md": f"{HEAD}topics: [[a]]\n---\n",
    "many-tags.md": f"{HEAD}tags: [{', '.join(f't{number}' for number in range(1200))}]\n---\n",
    "provider-text.md": f"{HEAD}provider: River Post\n---\n",
    "provider-url.md": f"{HEAD}provider: {{name: cnn.example/us/live-news}}\n---\n",
    "body-image.md": f"{HEAD}---\n![a](data:image/png;base64,AAAA) ![b](notes.txt)\n",
    "body-links.md": f"{HEAD}---\n[a](#intro) and [b](/gone/) and [c](alias.md)\n",
    "provider-list.md": f"{HEAD}provider: [a]\n---\n",
    "domain.md": f"{HEAD}provider: {{name: a, domain: 'not a domain'}}\n---\n",
    "related-text.md": f"{HEAD}related: [a]\n---\n",
    "related-part.md": f"{HEAD}related: [{{title: a}}]\n---\n",
    "action.md": f"{HEAD}actions: [{{title: a}}]\n---\n",
    "ratings.md": f"{HEAD}ratings: good\n---\n",
    "video.md": f"{HEAD}type: video\nfeaturedContent: https://video.example/1\n---\n",
    "video-text.md": f"{HEAD}featuredContent: <iframe src=https://youtu.be/abcdefghijk></iframe> Hi\n---\n",
    "video-id.md": f"{HEAD}type: video\nfeaturedContent: https://www.youtube.com/watch\n---\n",
    "mojibake.md": f"{HEAD}excerpt: one â€“ two\n---\n",
    "hidden.md": f'{HEAD}excerpt: "a\\x07b"\n---\n',
    # bodies
    "nested.html": f"{HEAD}---\n{'<div>' * 3000}a",
    "nested.md": f"{HEAD}---\n{'> ' * 3000}a",
    "lines.md": f"{HEAD}---\n" + "a\n" * 6000,
    "characters.md": f"{HEAD}---\n{'word ' * 30_000}",
    # pictures
    "picture-address.md": f"{HEAD}images: [{{url: 'data:image/png;base64,AA'}}]\n---\n",
    "picture-missing.md": f"{HEAD}images: [{{url: /assets/none.png}}]\n---\n",
    "picture-broken.md": f"{HEAD}images: [{{url: /assets/broken.png}}]\n---\n",
    "assets/broken.png": b"not a picture",
    "picture-large.md": f"{HEAD}images: [{{url: /assets/large.png}}]\n---\n",
    "assets/large.png": png(1, 2, 3) + b"\0" * 9_000_000,
    # together
    "first.md": f"{HEAD}originalUrl: https://paper.example/a\npublishedDateTime: 2026-01-01\n---\n",
    "second.md": f"{HEAD}originalUrl: https://paper.example/a\npublishedDateTime: 2026-01-02\n---\n",
    "withdrawn.md": f"{HEAD}originalUrl: https://paper.example/w\nremoved: true\n---\n",
    "withdrawn-too.md": f"{HEAD}originalUrl: https://paper.example/w\n---\n",
    "_learning/collections/c.md": f"{HEAD}type: collection\nitems: [videos/none, [a], collections/c]\n---\n",
    "_data/topics/a.yaml": "name: Bees\nparent: Insects\n",
    "_data/topics/b.yaml": "name: Bees\n",
    "_data/topics/c.yaml": "name: East\nparent: West\n",
    "_data/topics/d.yaml": "name: West\nparent: East\n",
    "_data/topics/e.yaml": "keywords: [a]\n",
    "_data/organizations/none": "---\nname: A\n---\n",
    "folder.md/inside.md": f"{HEAD}---\n",
    "caf\u00e9.md": f"{HEAD}---\n",
    "cafe\u0301.md": f"{HEAD}---\n",
    "permalink.md": f"{HEAD}permalink: /topics/\naliases: [/a?b, /search/]\n---\n",
    # pages and files of the owner
    "pages/no-title.md": "---\nmenu: [a]\n---\n",
    "pages/about.md": f"{HEAD}permalink: a?b\nmenu: [a]\ntemplate: ../x\n---\n<style>p {{color: red}}</style>\n",
    "pages/topics.md": f"{HEAD}template: none\n---\n",
    "static/.hidden": "a",
    "static/record.md": f"{HEAD}---\n",
    'static/a"b': "a",
    # the ledger
    "site.toml": '[feeds]\nledger = "ledger.tsv"\n',
    "ledger.tsv": "https://gone.example/\t2026-01-01\t2026/01/01/gone\n"
    "https://round.example/\t2026-01-01\t2026/01/01/round\tto 2026/01/01/round\n"
    "https://moved.example/\t2026-01-01\t2026/01/01/a\n"
    "https://twice.example/\t2026-01-01\tarticle/t\tgone\n"
    "https://twice.example/\t2026-01-01\tarticle/t\tgone\n"
    "<<<<<<< HEAD\n"
    "https://day.example/\tlast week\tarticle/d\n"
    "https://path.example/\t2026-01-01\t../d\n"
    "https://mark.example/\t2026-01-01\tarticle/m\tsomewhere\n",
}
"""What lies in the content folder of a site whose every record has a fault. It is checked in one go."""


@dataclass(frozen=True)
class Case:
    """One command on a site of its own: what it is given, the settings, other files, beside the content folder."""

    command: str
    settings: str = ""
    files: dict[str, str | bytes] = field(default_factory=dict)


THEME = "--templates templates"

CASES = [
    Case("build", "[sote]\n"),
    Case("build", "theme = 'dark'\n"),
    Case("build", "[site]\n[lists]\n[site]\n"),
    Case("build", "[site]\ntitle = 'a'\ntitle = 'b'\n"),
    Case("build --no-loss", files={"content/b.md": "---\ntitle: a: b\n---\n"}),
    Case("build", "[site]\ntitle = My site\n"),
    Case("build", files={"content/site.toml": b"[site]\ntitle = '\xe9'\n"}),
    Case("build", files={"content/site.toml/file": ""}),
    Case("build", "[lists]\npage_size = '20'\n[content]\ndrafts = 'yes'\n"),
    Case("build", "[site]\nbase_url = 'river.example'\ntimezone = 'CET+1'\nlanguage = 'en_GB'\n"),
    Case("build", "[theme]\naccent = 'red'\nnavigation = ['Themes']\n[feeds]\nformats = ['rdf']\n"),
    Case("build", "[site]\ndomain = 'a.example'\nbase_url = 'https://b.example/'\n"),
    Case("check --output site --base-url http://localhost/", files={"site/index.html": "a"}),
    Case("build --content none"),
    Case("build --sites none"),
    Case("build --sites content"),
    Case("build --sites . --base-url https://a.example/", "[site]\n"),
    Case("build --output content"),
    Case("build", "[content]\nfrom = '../pool'\n"),
    Case("build", "[content]\nfrom = '../content'\n"),
    Case("build", "[content]\ntopics = ['A']\n"),
    Case("build", "[content]\nfrom = 'pool'\n"),
    Case(
        "build", "[content]\nfrom = '../pool'\ntopics = ['B']\n", {"pool/b.md": f"{HEAD}topics: [A]\n---\n"}
    ),
    Case("build --cache output/cache"),
    Case("build --outptu x"),
    Case("bild"),
    # templates
    Case(f"build {THEME}", files={"templates/pages/item.html": "{{ pgae.title }}"}),
    Case(f"build {THEME}", files={"templates/pages/item.html": "{{ page.titel }}"}),
    Case(f"build {THEME}", files={"templates/pages/item.html": '{% include "partials/none.html" %}'}),
    Case(f"build {THEME}", files={"templates/pages/item.html": "{{ page.title }"}),
    Case(f"build {THEME}", files={"templates/pages/item.html": '{{ asset("hero.webp") }}'}),
    Case(f"build {THEME}", files={"templates/pages/item.html": '{% extends "pages/item.html" %}'}),
    Case(f"build {THEME}", files={"templates/static/a.css": "@import 'a.css'"}),
    Case("build", "[site]\ncustom = 1\n"),
    Case("build", "[lists]\nlink = {articles = 'source'}\n"),
    Case("build", f"[site.custom]\nn = {1 << 64}\n"),
    Case(f"build {THEME}", files={"templates/pages/itme.html": "a"}),
    Case(f"build {THEME}", files={"templates/static/own.css": ".colophon {color: red}"}),
    Case("add nothing"),
    Case("add https://a.example/AAAAAAAAAAAAAAAAAAAAAAAA;AAAAAAAAAAAAAAAAAAAAAA== --offline"),
    Case("add https://a.example/a", files={"content/b.md": f"{HEAD}originalUrl: https://a.example/a\n---\n"}),
    Case("add https://b.example/b --offline"),
    Case("add https://b.example/b --offline --title B --folder static"),
    Case("add saved.html", files={"saved.html": "<title>T</title>"}),
    Case("theme copy pages/itme.html"),
    Case("theme copy pages/item.html", files={"templates/pages/item.html": "a"}),
    Case("theme diff pages/item.html"),
    Case("build --templates none"),
    Case("build", "[theme]\ntemplates = 'none'\n"),
    Case("build", files={"templates/pages/item.html": "a"}),
    Case(f"build {THEME}", files={"templates/pages/item.html": b"\xe9"}),
    Case(f"build {THEME}", files={"templates/words/en.toml": 'hoem = "Home"\n'}),
    Case(f"build {THEME}", files={"templates/words/en.toml": "search = 'Find {it}'\n"}),
    Case(f"build {THEME}", files={"templates/words/en.toml": "search = Find\n"}),
    # the output folder
    Case("build", files={"output/index.html": "mine"}),
    Case("build", files={"output/feeds": "mine"}),
    Case("build --output file/output", files={"file": ""}),
    Case("build", "[search]\nlimit = 1\n", {"content/b.md": f"{HEAD}---\n"}),
    # serve
    Case("serve --host no.such.host.invalid"),
    Case("serve --templates none"),
    Case("serve --content none"),
    # check --output
    Case(
        "check --output site", files={"site/index.html": '<link rel="canonical" href="https://a.example/b/">'}
    ),
    Case("check --output site --base-url ftp:a", files={"site/index.html": "a"}),
    Case("check --output site", files={"site/index.html": "a"}),
    Case("check --output site", files={"site/a.html": "a"}),
    Case(
        "check --output site --base-url https://a.example/b/",
        files={
            "site/index.html": '<!doctype html><title>a</title><link rel="canonical" href="https://a.example/b/">'
            '<a href="none/">a</a><a href="#none">b</a><a href="folder">c</a><a href="/c/">d</a>',
            "site/folder/index.html": '<link rel="canonical" href="https://a.example/b/">',
            "site/other/index.html": '<link rel="canonical" href="https://other.example/">',
            "site/feed.rss": "<rss",
            "site/sealed.txt": "QUJDREVGR0hJSktMTU5PUA==;AAAAAAAAAAAAAAAAAAAAAA==",
            "site/sitemap.xml": '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            "<url><loc>https://a.example/b/none/</loc></url></urlset>",
        },
    ),
    Case(
        "check --output site",
        files={
            "site/index.html": '<link rel="canonical" href="https://a.example/b/"><meta http-equiv='
            "\"Content-Security-Policy\" content=\"script-src 'self'\"><script src='https://b.example/x.js'></script>"
        },
    ),
    # other commands
    Case("explain nothing"),
    Case("images stats"),
    Case("images gc", files={".broadsheet/pictures/index": ""}),
    Case("images gc --content none", files={f".broadsheet/{MARKER}": MARK}),
    Case("images gc --content empty", files={f".broadsheet/{MARKER}": MARK, "empty/a.csv": ""}),
    Case("new content"),
    Case("new file", files={"file": ""}),
    Case("ping", '[feeds]\nindexnow_key = "abcdefgh"\n'),
    Case("ping", '[feeds]\nindexnow_key = "abcdefgh"\n', {".broadsheet/changes.json": "no list"}),
]
"""Commands that end with a message, or warn, each on a site of one record."""
