"""Records of the same article: which one stays, and what is said of the others."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from msgspec.structs import replace

from generator.base.problem import Problem
from generator.model.item import Item

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def drop_duplicates(items: Sequence[Item]) -> tuple[dict[str, Item], dict[str, list[Item]]]:
    """Return the item that stays for each key, and of keys of several records all records, senior first."""
    stays: dict[str, Item] = {}
    groups: dict[str, list[Item]] = {}
    for item in items:
        known = stays.setdefault(item.key, item)
        if known is not item:
            groups.setdefault(item.key, [known]).append(item)
    for key, group in groups.items():
        group.sort(key=_seniority)
        stays[key] = _stand_for(group)
    return stays, groups


def _seniority(item: Item) -> tuple[bool, bool, datetime, bool, str]:
    """Sort the earliest published first: its path is public already, and a path once public stays."""
    published = item.published
    return (item.status == "draft", published is None, published or _EPOCH, not item.promoted, item.path)


def _stand_for(group: Sequence[Item]) -> Item:
    """Return the senior record, promoted if any of them is.

    Promotion is a judgement of the article, not of the record: the old site showed an article in its lists as
    soon as one of its records was promoted, and it must not vanish from them because an older record is not.
    """
    senior = group[0]
    if senior.promoted or not any(item.promoted for item in group):
        return senior
    return replace(senior, promoted=True)


def duplicate_problems(groups: Mapping[str, Sequence[Item]]) -> Iterator[Problem]:
    """Yield a warning for each record that stands behind another."""
    for senior, *others in groups.values():
        for item in others:
            yield Problem(
                path=item.path,
                line=0,
                field="originalUrl" if item.original_url else "webUrl",
                message=f"same article as '{senior.path}' (same address): this record is left out",
                hint="Remove one of the two records, or correct its address.",
                severity="warning",
            )
