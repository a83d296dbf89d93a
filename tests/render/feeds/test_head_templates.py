"""A head from a form is the head that feedgen makes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.views.feeds import FeedLinkedView, FeedView
from generator.render.feeds.head_templates import FeedHeadTemplates
from generator.render.feeds.heads import atom_head, rss_head

TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n&<>\"'\ue000\ue001"),
    max_size=12,
)
SOME = TEXTS.filter(str.strip)
LINKS = st.builds(FeedLinkedView, st.sampled_from(["prev-archive", "next-archive", "current"]), SOME)
VIEWS = st.builds(
    FeedView,
    id=SOME,
    title=TEXTS,
    subtitle=TEXTS,
    link=SOME,
    url=SOME,
    language=st.sampled_from(["en", "de-AT"]),
    author=TEXTS,
    updated=st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC)),
    generator=st.just("Broadsheet"),
    entries=st.just(()),
    ttl=st.sampled_from([0, 60, 90, 10_080]),
    archive=st.booleans(),
    links=st.lists(LINKS, max_size=2, unique_by=lambda link: link.rel).map(tuple),
)
FORMS = {
    "rss": (FeedHeadTemplates("rss", rss_head), rss_head),
    "atom": (FeedHeadTemplates("atom", atom_head), atom_head),
}


@pytest.mark.parametrize("format", FORMS)
@given(view=VIEWS)
def test_a_head_is_what_feedgen_makes_of_it(format: str, view: FeedView) -> None:
    forms, make = FORMS[format]
    assert forms.head(view).decode() == make(view).decode()


def test_feeds_of_one_shape_share_a_form() -> None:
    made = []

    def counting(view: FeedView) -> bytes:
        made.append(view)
        return atom_head(view)

    forms = FeedHeadTemplates("rss", counting)
    moment = datetime(2021, 12, 15, tzinfo=UTC)
    for number in range(5):
        title = f"Feed {number}"
        head = forms.head(FeedView(f"id{number}", title, "", "l", "u", "en", "a", moment, "g", ()))
        assert title in head.decode()
    assert len(made) == 1


def test_a_form_is_made_once_for_all_builds(tmp_path: Path) -> None:
    made = []

    def counting(view: FeedView) -> bytes:
        made.append(view)
        return rss_head(view)

    moment = datetime(2021, 12, 15, tzinfo=UTC)
    view = FeedView("id", "A & B", "<i>", "l", "u", "en", "a", moment, "g", (), 60)
    heads = {FeedHeadTemplates("rss", counting, tmp_path, b"salt").head(view) for _ in range(3)}
    assert heads == {rss_head(view)}
    assert len(made) == 1
    FeedHeadTemplates("rss", counting, tmp_path, b"other code").head(view)
    assert len(made) == 2
