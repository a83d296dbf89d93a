"""Records of every kind, with the fields, lengths and shares counted in real ones (``records.md``'s figures).

Records come in the order of time, so that related articles are earlier ones of the same topic.
"""

from collections import deque
from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import Any, NamedTuple

from bench.cast import Cast, moments
from bench.details import Details, iso
from bench.vocabulary import Writer

SHARES = {
    "video": 0.08,
    "download": 0.02,
    "course": 0.018,
    "collection": 0.008,
    "newsletter": 0.005,
    "profile": 0.005,
    "forum": 0.004,
}
"""Of all records; everything else is news. Every kind occurs at least once."""

RELATED, INSIDE, PROMOTED, PICTURED = 0.25, 0.98, 0.4, 0.88
"""Shares of news: with related articles, those whose related articles are all in the site, promoted, with a picture."""

_TAGS = ("US-CA", "US-NY", "GB", "DE", "FR", "Australia", "IN", "JP", "BR", "NO", "KE", "CL")


class Draft(NamedTuple):
    """A record: its path in the content folder, its front matter and its body."""

    path: str
    fields: dict[str, Any]
    body: str = ""


class Desk:
    """Writes records. The same generator of chance, in the same state, writes the same records."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._writer = Writer(rng)
        self.cast = Cast(rng, self._writer)
        self._recent: dict[str, deque[dict[str, Any]]] = {}
        self._details = Details(rng, self._writer)
        self._members: list[str] = []

    def records(self, size: int) -> Iterator[Draft]:
        """Yield ``size`` records."""
        counts = {kind: max(round(size * share), 1) for kind, share in SHARES.items()}
        news = max(size - sum(counts.values()), 0)
        for moment in moments(self._rng, news):
            yield self.news(moment)
        for kind, write in (
            ("video", self._video),
            ("download", self._sample),
            ("newsletter", self._newsletter),
        ):
            for moment in moments(self._rng, counts[kind]):
                yield write(moment)
        for kind, write_undated in (
            ("course", self._course),
            ("collection", self._collection),
            ("profile", self._person),
            ("forum", self._community),
        ):
            for _ in range(counts[kind]):
                yield write_undated()

    def news(self, moment: datetime) -> Draft:
        """Write an article of others."""
        rng = self._rng
        topics, provider = self.cast.topics(), self.cast.provider()
        title = self._writer.title(topics[0])
        address = self._details.address(provider, title)
        quality = min(max(int(rng.gauss(66, 16)), 0), 110)
        fields: dict[str, Any] = {
            "category": "news",
            "title": title,
            "excerpt": self._details.excerpt(),
            "publishedDateTime": iso(moment),
            "originalUrl": address,
            "webUrl": address,
            "type": "article",
            "quality": quality,
            "heat": quality if rng.random() < 0.6 else -1,
            "published": rng.random() < PROMOTED,
            "provider": self._details.provider(provider),
            "topics": topics,
        }
        if rng.random() < 0.5:
            fields["tags"] = rng.sample(_TAGS, 1 + int(rng.random() * 3))
        fields |= self._details.pictures(PICTURED, provider)
        brief = _brief(fields)
        if rng.random() < RELATED:
            fields["related"] = self._related(topics[0])
        self._recent.setdefault(topics[0], deque(maxlen=150)).append(brief)
        return Draft(self._details.path("_news", f"{moment:%Y-%m-%d}-", title), self._details.sealed(fields))

    def _video(self, moment: datetime) -> Draft:
        rng = self._rng
        fields = self._learning("video", moment)
        name = "".join(rng.choices("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_", k=11))
        fields["featuredContent"] = (
            f'<iframe width="800" height="500" frameborder="0" src="https://www.youtube.com/embed/{name}" '
            'allow="encrypted-media; picture-in-picture" allowfullscreen></iframe>'
        )
        body = self._details.html(2) if rng.random() < 0.3 else ""
        path = self._details.path("_learning/videos", "", fields["title"])
        self._members.append(path.removeprefix("_learning/").removesuffix(".md"))
        return Draft(path, self._details.sealed(fields), body)

    def _course(self) -> Draft:
        rng = self._rng
        fields = self._learning("course", None)
        fields["levels"] = [rng.choice(("Beginner", "Intermediate", "Advanced"))]
        fields["ratings"] = {
            "count": int(rng.expovariate(1 / 400)) + 1,
            "average": round(rng.uniform(3.8, 4.95), 4),
        }
        path = self._details.path("_learning/courses", "", fields["title"])
        self._members.append(path.removeprefix("_learning/").removesuffix(".md"))
        return Draft(path, self._details.sealed(fields))

    def _collection(self) -> Draft:
        fields = self._learning("collection", None)
        del fields["originalUrl"]
        most = min(3 + int(self._rng.random() * 6), len(self._members))
        fields["items"] = self._rng.sample(self._members, most)
        return Draft(
            self._details.path("_learning/collections", "", fields["title"]), self._details.sealed(fields)
        )

    def _sample(self, moment: datetime) -> Draft:
        fields = self._learning("download", moment)
        del fields["price"], fields["length"]
        address = fields["originalUrl"] + "attachments/1/sample.zip"
        fields["actions"] = [
            {
                "url": address,
                "type": "download",
                "title": "Download",
                "attribution": fields["provider"]["name"],
            }
        ]
        body = self._details.html(3 + int(self._rng.expovariate(1 / 4)))
        return Draft(self._details.path("_samples", "", fields["title"]), self._details.sealed(fields), body)

    def _newsletter(self, moment: datetime) -> Draft:
        title = f"Every Day ({moment:%Y-%m-%d})"
        fields = {
            "title": title,
            "excerpt": self._writer.prose(110),
            "publishedDateTime": iso(moment),
            "webUrl": f"https://letters.example/{moment:%Y-%m-%d}-{moment:%H%M%S}/",
            "type": "article",
            "topics": self.cast.topics()[:1],
        }
        style = "body { margin: 0 auto !important; padding: 0 !important } td { border: 0 }\n" * 30
        head = f"<head>\n<title>{title}</title>\n<style>\n{style}</style>\n</head>"
        body = f"<html>\n{head}\n<body>\n{self._details.html(40)}</body>\n</html>\n"
        return Draft(self._details.path("_newsletters", "", title, ".html"), fields, body)

    def _person(self) -> Draft:
        name = f"{self._writer.name().capitalize()} {self._writer.name().capitalize()}"
        fields = {
            "name": name,
            "bio": self._writer.prose(130),
            "location": f"{self._writer.name().capitalize()}, {self._rng.choice(_TAGS)}",
            "type": "profile",
            "heat": int(self._rng.random() * 90),
            "website": f"https://{name.replace(' ', '-').lower()}.example/",
            "topics": self.cast.topics()[:1],
        }
        return Draft(self._details.path("_people", "", name), self._details.sealed(fields))

    def _community(self) -> Draft:
        provider, topics = self.cast.provider(), self.cast.topics()[:1]
        name = f"{self._writer.name().capitalize()} {topics[0]} Group"
        address = self._details.address(provider, name)
        fields = {
            "name": name,
            "excerpt": self._details.excerpt(),
            "originalUrl": address,
            "webUrl": address,
            "type": "forum",
            "members": int(self._rng.paretovariate(0.7) * 20),
            "heat": int(self._rng.random() * 300),
            "provider": self._details.provider(provider),
            "topics": topics,
        }
        return Draft(self._details.path("_communities", "", name), fields)

    def _learning(self, kind: str, moment: datetime | None) -> dict[str, Any]:
        """Write what learning material and samples have in common."""
        rng = self._rng
        topics, provider = self.cast.topics(), self.cast.provider()
        title = self._writer.title(topics[0])
        fields: dict[str, Any] = {
            "title": title,
            "excerpt": self._details.excerpt(),
            "originalUrl": self._details.address(provider, title),
            "type": kind,
            "price": "Free",
            "length": f"PT{1 + int(rng.random() * 59)}M",
            "heat": 50 + int(rng.random() * 20),
        }
        if moment:
            fields["publishedDateTime"] = iso(moment)
        fields |= {"provider": self._details.provider(provider), "topics": topics}
        return fields | self._details.pictures(0.95, provider)

    def _related(self, topic: str) -> list[dict[str, Any]]:
        """List one to five articles in short: nearly all of them records of the site."""
        rng, recent = self._rng, self._recent.get(topic, ())
        count = min(1 + int(rng.random() * 5), len(recent))
        found = rng.sample(list(recent), count)
        if not found or rng.random() > INSIDE:
            return [*found, self._details.elsewhere()]
        return found


def _brief(fields: dict[str, Any]) -> dict[str, Any]:
    """Return an article as others list it."""
    names = ("title", "excerpt", "publishedDateTime", "webUrl", "type", "provider", "quality", "images")
    brief = {name: fields[name] for name in names if name in fields}
    brief["provider"] = {"name": fields["provider"]["name"], "domain": fields["provider"]["domain"]}
    return brief
