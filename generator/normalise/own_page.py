"""Normalise a page of the owner: its title, path, place in the navigation, template and text."""

import re
from pathlib import PurePosixPath
from typing import Any

from generator.base.digest import short
from generator.base.problem import Problem
from generator.base.text import make_slug
from generator.model.own_content import PAGES_FOLDER, MenuEntry, OwnPage
from generator.model.record import Record
from generator.normalise.body import normalise_own_body
from generator.normalise.plain_text import EXCERPT, LABEL, TITLE, normalise_text
from generator.normalise.problems import ProblemCollector
from generator.normalise.scalars import read_boolean, read_integer
from generator.normalise.urls import read_permalink

_TEMPLATE = re.compile(r"[A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9][\w.-]*)*")
_MENU_HINT = "Write a label, true, or a mapping with label and order."


def normalise_own_page(record: Record) -> tuple[OwnPage | None, tuple[Problem, ...]]:
    """Return a page of the owner, or ``None`` without a title, and all problems."""
    problems, fields = ProblemCollector(record.path), record.fields
    title = normalise_text(problems, "title", fields.get("title"), TITLE)
    if not title:
        message = "expected the title of the page, found none"
        problems.add("error", "title", message, "Add a title. The page is left out until then.")
        return None, problems.listed()
    content = normalise_own_body(problems, record.path, record.body)
    page = OwnPage(
        path=record.path,
        title=title,
        place=read_permalink(problems, "permalink", fields.get("permalink")) or _default_place(record.path),
        description=normalise_text(problems, "description", fields.get("description"), EXCERPT),
        template=_normalise_template(problems, fields.get("template")),
        menu=_normalise_menu(problems, fields.get("menu"), title),
        draft=read_boolean(problems, "draft", fields.get("draft"), default=False),
        body=content.html,
        body_images=content.images,
        body_links=content.links,
    )
    return page, problems.listed()


def _default_place(path: str) -> str:
    """Return the place of a page by the path of its file: ``about/`` for ``pages/about.md``."""
    inside = PurePosixPath(path.removeprefix(PAGES_FOLDER)).with_suffix("")
    parts = [*inside.parts[:-1], *([] if inside.name == "index" else [inside.name])]
    return "".join([f"{make_slug(part) or short(part)}/" for part in parts])


def _normalise_template(problems: ProblemCollector, value: Any) -> str:
    """Return the name of a template: ``pages/landing.html`` for ``landing``, "" for the usual one."""
    if value is None or value == "":
        return ""
    if not isinstance(value, str) or not _TEMPLATE.fullmatch(value):
        problems.expected("template", "the name of a template", value, "Write a name such as landing.")
        return ""
    name = value if value.endswith(".html") else f"{value}.html"
    return name if "/" in name else f"pages/{name}"


def _normalise_menu(problems: ProblemCollector, value: Any, title: str) -> MenuEntry | None:
    """Return the entry of a page in the navigation: a label, ``true`` for the title, or label and order."""
    match value:
        case None | "" | False | "false":
            return None
        case True | "true":
            return MenuEntry(title)
        case str():
            return MenuEntry(normalise_text(problems, "menu", value, LABEL) or title)
        case dict():
            label = normalise_text(problems, "menu.label", value.get("label"), LABEL)
            return MenuEntry(label or title, read_integer(problems, "menu.order", value.get("order")) or 0)
    problems.expected("menu", "a label", value, _MENU_HINT)
    return None
