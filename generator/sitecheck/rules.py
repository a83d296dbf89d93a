"""What is wrong between the files of a published site: links that lead nowhere, pages that claim one address,
sitemaps that are not the pages."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.base.problem import Problem, Severity
from generator.model.results.site_check import CheckedFile
from generator.sitecheck.url_resolver import UrlResolver, file_of

ALWAYS_THERE = ("", "top")
"""Fragments that every page has (HTML Standard, 7.4.6.3)."""

_SEALED = "It has the shape of a secured value. Publish nothing of this, and find its record."


class SiteChecker:
    """A whole site: its files, what they say, and its host."""

    def __init__(self, files: Collection[str], sheets: Sequence[CheckedFile], host: UrlResolver) -> None:
        self._files = files
        self._sheets = sheets
        self._host = host
        self._pages: Mapping[str, CheckedFile] = {sheet.path: sheet for sheet in sheets if sheet.is_page}
        self._folders = {
            path[:end] for path in files for end in (at for at, sign in enumerate(path) if sign == "/")
        }

    def problems(self) -> list[Problem]:
        """Return all that is wrong, by path."""
        found = [
            *self._broken(),
            *self._links(),
            *self._twice(),
            *self._alike(),
            *self._unlisted(),
            *self._listed(),
        ]
        return sorted(found)

    def _broken(self) -> Iterator[Problem]:
        for sheet in self._sheets:
            if sheet.broken:
                message = f"expected a file that can be read, found that {sheet.broken}"
                yield Problem(sheet.path, 0, "", message, "Build again with --full.")
            if sheet.sealed:
                yield Problem(sheet.path, 0, "", "expected nothing sealed, found some", _SEALED)

    def _links(self) -> Iterator[Problem]:
        for sheet in self._sheets:
            for link in sheet.links:
                if problem := self._link(sheet.path, link):
                    yield problem

    def _link(self, path: str, link: str) -> Problem | None:
        place = self._host.place(link, path)
        if place is None:
            return None
        if place.path is None:
            return self._beside(path, link)
        file = file_of(place.path)
        if file in self._files:
            return self._anchor(path, link, file, place.fragment)
        if place.path in self._folders and f"{file}/index.html" in self._files:
            hint = "The host answers with a redirect: end the address with a slash."
            return _link_problem(path, "the address of a page", link, hint, "warning")
        return _link_problem(
            path, "a link that leads somewhere", link, "No file of the site has this address."
        )

    def _anchor(self, path: str, link: str, file: str, fragment: str) -> Problem | None:
        page = self._pages.get(file)
        if page is None or fragment.lower() in ALWAYS_THERE or fragment.startswith(":~:"):
            return None
        if fragment in page.anchors:
            return None
        return _link_problem(path, "a link to a place on a page", link, f"{file} has no such id.")

    def _beside(self, path: str, link: str) -> Problem:
        expected = f"an address below {self._host.base_url}"
        if link.startswith("/"):
            return _link_problem(
                path, expected, link, "Link by site.url or by a path without a slash in front."
            )
        hint = (
            "If this is another site on the same host, all is well; if not, build with the right --base-url."
        )
        return _link_problem(path, expected, link, hint, "warning")

    def _twice(self) -> Iterator[Problem]:
        claims: dict[str, list[str]] = defaultdict(list)
        for sheet in self._sheets:
            if sheet.is_listed:
                claims[sheet.canonical].append(sheet.path)
        for canonical, paths in claims.items():
            for path in sorted(paths)[1:]:
                hint = f"{min(paths)} claims it, too. Search engines show only one of them."
                yield _link_problem(path, "a canonical address of its own", canonical, hint)

    def _alike(self) -> Iterator[Problem]:
        """Yield pages that are called as another is, or that say of themselves what another does."""
        listed = [sheet for sheet in self._sheets if sheet.is_page and sheet.is_listed]
        for what, of in (("title", _title_of), ("description", _description_of)):
            said: dict[str, str] = {}
            for sheet in sorted(listed, key=lambda each: each.path):
                text = of(sheet)
                first = said.setdefault(text, sheet.path)
                if text and first != sheet.path:
                    hint = f"{first} has the same. Search engines cannot tell them apart."
                    yield _link_problem(sheet.path, f"a {what} of its own", repr(text), hint, "warning")

    def _unlisted(self) -> Iterator[Problem]:
        """Yield pages that say of themselves that they are to be found, and that no sitemap names."""
        named = {self._host.file(loc) for sheet in self._sheets for loc in sheet.locs}
        for page in self._pages.values():
            file = self._host.file(page.canonical)
            if not page.is_listed:
                continue
            if file is None:
                expected = f"a canonical address below {self._host.base_url}"
                hint = "Build with the --base-url that you check with."
                yield _link_problem(page.path, expected, page.canonical, hint)
            elif file == page.path and file not in named:
                hint = "Build again, or give the page a robots meta tag with noindex."
                yield _link_problem(page.path, "a sitemap that names this page", "none", hint)

    def _listed(self) -> Iterator[Problem]:
        """Yield what sitemaps name that is no page, or none that wants to be found, or is named twice."""
        wanted = {
            page.path
            for page in self._pages.values()
            if page.is_listed and self._host.file(page.canonical) == page.path
        }
        seen: set[str] = set()
        for sheet in self._sheets:
            for loc in sheet.locs:
                if loc in seen:
                    yield _link_problem(sheet.path, "each page once", loc, "Sitemaps name it twice.")
                elif self._host.file(loc) not in wanted:
                    hint = "There is no such page, or it asks not to be found, or its address is another."
                    yield _link_problem(sheet.path, "pages that are to be found", loc, hint)
                seen.add(loc)


def _title_of(sheet: CheckedFile) -> str:
    return sheet.title


def _description_of(sheet: CheckedFile) -> str:
    return sheet.description


def _link_problem(path: str, expected: str, found: str, hint: str, severity: Severity = "error") -> Problem:
    return Problem(path, 0, "", f"expected {expected}, found {found}", hint, severity)
