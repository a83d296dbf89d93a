"""A fingerprint moves with everything that shapes a byte, and with nothing else."""

from generator.model.output import Output, Page, PlannedOutput, Text, VariantFile
from generator.model.trace import Fingerprint
from generator.model.views.pages import NotFoundPage
from generator.model.views.parts import HeadView, SiteView
from generator.write.fingerprint import Fingerprinter, view_digest

HEAD = HeadView("t", "d", "c")
SITE = SiteView("T", "", "en", "/", "", "", (), (), "Broadsheet")
PAGE = Page("404.html", "pages/404.html", NotFoundPage(HEAD, "h", ()))


def of(
    output: Output = PAGE, site: SiteView = SITE, code: bytes = b"1", closure: bytes = b"2"
) -> Fingerprint:
    template = output.template if isinstance(output, Page) else ""
    planned_output = PlannedOutput(output.path, b"", "ready", template, output=output)
    return Fingerprinter(code, site, {"pages/404.html": closure}).fingerprint(
        planned_output, view_digest(output)
    )


def test_each_input_changes_the_fingerprint() -> None:
    other_view = Page("404.html", "pages/404.html", NotFoundPage(HEAD, "H", ()))
    other_site = SiteView("T", "", "de", "/", "", "", (), (), "Broadsheet")
    variants = [of(), of(other_view), of(site=other_site), of(code=b"x"), of(closure=b"x")]
    assert len({repr(each) for each in variants}) == len(variants)
    assert of() == of()


def test_a_copied_file_is_its_bytes_alone() -> None:
    assert of(VariantFile("a", "x", 0, 1, b"d"), code=b"1") == of(
        VariantFile("a", "y", 5, 1, b"d"), code=b"2"
    )


def test_a_text_is_made_by_code_without_a_template() -> None:
    assert of(Text("robots.txt", "x"), code=b"1") != of(Text("robots.txt", "x"), code=b"2")
    assert of(Text("robots.txt", "x"), closure=b"1") == of(Text("robots.txt", "x"), closure=b"2")
