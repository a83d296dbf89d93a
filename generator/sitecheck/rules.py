"""Checks across the files of a published site: broken links, duplicate canonical URLs, incomplete sitemaps."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from generator.base.problem import Problem, Severity
from generator.model.results.site_check import CheckedFile
from generator.model.settings import SecuritySettings
from generator.sitecheck.url_resolver import UrlResolver, file_of, is_page_independent

ALWAYS_THERE = ("", "top")
"""Fragments that every page has (HTML Standard, 7.4.6.3)."""

_SEALED = "This may be a `secured` value. Do not publish the site. Find the record that the data comes from."


class SiteChecker:
    """Checks a whole site. ``paths`` are those of all its files. ``files`` has the links and metadata of each parsed
    file."""

    def __init__(self, paths: Collection[str], files: Sequence[CheckedFile], resolver: UrlResolver) -> None:
        self._paths = paths
        self._files = files
        self._resolver = resolver
        self._pages: Mapping[str, CheckedFile] = {file.path: file for file in files if file.is_page}
        self._folders = {
            path[:end] for path in paths for end in (at for at, char in enumerate(path) if char == "/")
        }

    def problems(self) -> list[Problem]:
        """Return all problems of the site, sorted by path."""
        problems = [
            *self._broken_files(),
            *self._broken_links(),
            *self._blocked_urls(),
            *self._duplicate_canonicals(),
            *self._duplicate_texts(),
            *self._pages_without_sitemap(),
            *self._wrong_sitemap_entries(),
        ]
        return sorted(problems)

    def _broken_files(self) -> Iterator[Problem]:
        for file in self._files:
            if file.broken:
                message = f"cannot parse the file: {file.broken}"
                yield _problem(file.path, message, "Build again with --full.")
            if file.sealed:
                yield _problem(file.path, "contains sealed data", _SEALED)

    def _broken_links(self) -> Iterator[Problem]:
        right = set[str]()  # links that mean the same on every page and lead somewhere
        for file in self._files:
            for link in file.links:
                if link in right:
                    continue
                if problem := self._check_link(file.path, link):
                    yield problem
                elif is_page_independent(link):
                    right.add(link)

    def _blocked_urls(self) -> Iterator[Problem]:
        for file in self._files:
            for directive, url in file.blocked:
                message = f"the policy of the page blocks this ({directive}): {url}"
                yield _problem(file.path, message, _allow_hint(directive, url), "warning")

    def _check_link(self, path: str, link: str) -> Problem | None:
        target = self._resolver.resolve(link, path)
        if target is None:
            return None
        if target.path is None:
            return self._outside_base_url(path, link)
        file = file_of(target.path)
        if file in self._paths:
            return self._check_anchor(path, link, file, target.fragment)
        if target.path in self._folders and f"{file}/index.html" in self._paths:
            hint = "Add the slash. Without it, the host answers with a redirect."
            return _problem(path, f"no slash at the end of the link: {link}", hint, "warning")
        return _problem(path, f"broken link: {link}", "The site has no file at this URL.")

    def _check_anchor(self, path: str, link: str, file: str, fragment: str) -> Problem | None:
        page = self._pages.get(file)
        if page is None or fragment.lower() in ALWAYS_THERE or fragment.startswith(":~:"):
            return None
        if fragment in page.anchors:
            return None
        return _problem(path, f"broken anchor: {link}", f"{file} has no element with this id.")

    def _outside_base_url(self, path: str, link: str) -> Problem:
        message = f"link outside {self._resolver.base_url}: {link}"
        if link.startswith("/"):
            return _problem(path, message, "Begin the link with site.home_url, or use a relative link.")
        hint = "Ignore this if it is another site on the same host. Else build with the right --base-url."
        return _problem(path, message, hint, "warning")

    def _duplicate_canonicals(self) -> Iterator[Problem]:
        paths_by_url: dict[str, list[str]] = defaultdict(list)
        for file in self._files:
            if file.is_listed:
                paths_by_url[file.canonical].append(file.path)
        for canonical, paths in paths_by_url.items():
            for path in sorted(paths)[1:]:
                hint = f"{min(paths)} has the same. Search engines show only one of them."
                yield _problem(path, f"duplicate canonical URL: {canonical}", hint)

    def _duplicate_texts(self) -> Iterator[Problem]:
        """Yield a warning for each page with the title or the description of another page."""
        listed = [file for file in self._files if file.is_page and file.is_listed]
        for name in ("title", "description"):
            first_paths: dict[str, str] = {}
            for file in sorted(listed, key=lambda each: each.path):
                text: str = getattr(file, name)
                first = first_paths.setdefault(text, file.path)
                if text and first != file.path:
                    hint = f"{first} has the same. Search engines cannot tell them apart."
                    yield _problem(file.path, f"duplicate {name}: {text!r}", hint, "warning")

    def _pages_without_sitemap(self) -> Iterator[Problem]:
        """Yield an error for each indexable page that is in no sitemap or has a canonical URL outside the site."""
        in_sitemaps = {self._resolver.resolve_file(loc) for file in self._files for loc in file.locs}
        for page in self._pages.values():
            canonical_path = self._resolver.resolve_file(page.canonical)
            if not page.is_listed:
                continue
            if canonical_path is None:
                message = f"canonical URL outside {self._resolver.base_url}: {page.canonical}"
                yield _problem(page.path, message, "Use the same --base-url to build and to check.")
            elif canonical_path == page.path and canonical_path not in in_sitemaps:
                hint = "Build again, or give the page a robots meta tag with noindex."
                yield _problem(page.path, "not in any sitemap", hint)

    def _wrong_sitemap_entries(self) -> Iterator[Problem]:
        """Yield an error for each sitemap entry that is a duplicate or not an indexable page."""
        indexable = {
            page.path
            for page in self._pages.values()
            if page.is_listed and self._resolver.resolve_file(page.canonical) == page.path
        }
        seen: set[str] = set()
        for file in self._files:
            for loc in file.locs:
                if loc in seen:
                    yield _problem(file.path, f"duplicate sitemap entry: {loc}", "Build again with --full.")
                elif self._resolver.resolve_file(loc) not in indexable:
                    hint = "The page is missing, has noindex, or has another canonical URL. Build again with --full."
                    yield _problem(file.path, f"not an indexable page: {loc}", hint)
                seen.add(loc)


def _allow_hint(directive: str, url: str) -> str:
    setting, parts = directive.replace("-", "_"), urlsplit(url)
    if setting not in SecuritySettings.__struct_fields__ or not parts.netloc:
        return "Serve it from your own site, or remove it."
    return f'If you trust that site, add "https://{parts.netloc}" to security.{setting} in site.toml.'


def _problem(path: str, message: str, hint: str, severity: Severity = "error") -> Problem:
    return Problem(path, 0, "", message, hint, severity)
