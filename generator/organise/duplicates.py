"""Duplicates: several records of the same article."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from generator.base.problem import Problem
from generator.model.item import Item, change_item

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def drop_duplicates(items: Sequence[Item]) -> tuple[dict[str, Item], dict[str, list[Item]]]:
    """Return the item to build for each key, and for each key of several records all of them, senior record first."""
    kept: dict[str, Item] = {}
    groups: dict[str, list[Item]] = {}
    for item in items:
        first = kept.setdefault(item.key, item)
        if first is not item:
            groups.setdefault(item.key, [first]).append(item)
    for key, group in groups.items():
        group.sort(key=_seniority)
        kept[key] = _merge_promotion(group)
    return kept, groups


def _seniority(item: Item) -> tuple[bool, bool, datetime, bool, str]:
    """Return a sort key: the earliest published record first. Its path is already public, and public paths stay."""
    published = item.published
    return (item.status == "draft", published is None, published or _EPOCH, not item.promoted, item.path)


def _merge_promotion(group: Sequence[Item]) -> Item:
    """Return the senior record, promoted if any record of the group is.

    Promotion is about the article, not the record. The old site listed an article as soon as one of its records was
    promoted, and an older record that is not promoted must not remove it from lists.
    """
    senior = group[0]
    if senior.promoted or not any(item.promoted for item in group):
        return senior
    return change_item(senior, promoted=True)


def duplicate_problems(groups: Mapping[str, Sequence[Item]]) -> Iterator[Problem]:
    """Yield a warning for each record that is left out as a duplicate."""
    for senior, *others in groups.values():
        for item in others:
            field = identity_field(item)
            yield Problem(
                path=item.path,
                line=0,
                field=field,
                message=f"same article as '{senior.path}' ({_same_identity(item, senior)}): this record is left out",
                hint=f"Remove one of the two records, or correct its {'id' if field == 'id' else 'URL'}.",
                severity="warning",
            )


def identity_field(item: Item) -> str:
    """Return the field of a record that says which article it is."""
    return "id" if item.key.startswith("id:") else "originalUrl" if item.original_url else "webUrl"


def _same_identity(item: Item, senior: Item) -> str:
    """Return what two records have in common. A URL may differ in the part that names a place on the page."""
    if identity_field(item) == "id":
        return "same id"
    fragments = {(each.original_url or each.web_url).partition("#")[2] for each in (item, senior)}
    return "same URL" if len(fragments) == 1 else "same URL, because what follows # does not count"
