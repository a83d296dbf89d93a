"""A fingerprint moves with everything that shapes a byte, and with nothing else."""

from generator.model.output import Copy, Page, Plan, Text
from generator.model.view import HeadView, NotFoundPage, SiteView
from generator.write.fingerprint import fingerprints

HEAD = HeadView("t", "d", "c")
SITE = SiteView("T", "", "en", "/", "", "", (), (), "Broadsheet")
PAGE = Page("404.html", "pages/404.html", NotFoundPage(HEAD, "h", ()))


def of(page: Page = PAGE, site: SiteView = SITE, code: bytes = b"1", closure: bytes = b"2") -> object:
    return fingerprints(Plan(site, (page,)), code, {"pages/404.html": closure})[0]


def test_each_part_moves_it() -> None:
    other_view = Page("404.html", "pages/404.html", NotFoundPage(HEAD, "H", ()))
    other_site = SiteView("T", "", "de", "/", "", "", (), (), "Broadsheet")
    variants = [of(), of(page=other_view), of(site=other_site), of(code=b"x"), of(closure=b"x")]
    assert len({repr(each) for each in variants}) == len(variants)
    assert of() == of()


def test_a_copied_file_is_its_bytes_alone() -> None:
    plan = Plan(SITE, (Copy("a.png", "a.png", b"d"),))
    assert fingerprints(plan, b"1", {}) == fingerprints(plan, b"2", {})


def test_a_text_is_rendered_by_code_without_a_template() -> None:
    plan = Plan(SITE, (Text("robots.txt", "x"),))
    assert fingerprints(plan, b"1", {}) != fingerprints(plan, b"2", {})
