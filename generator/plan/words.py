"""The words that the plan puts on pages: labels of kinds, months, facts."""

KIND_LABELS = {
    "article": ("Article", "Articles"),
    "video": ("Video", "Videos"),
    "course": ("Course", "Courses"),
    "download": ("Download", "Downloads"),
    "collection": ("Collection", "Collections"),
    "forum": ("Community", "Communities"),
    "profile": ("Person", "People"),
    "newsletter": ("Newsletter", "Newsletters"),
}
"""Kind → (one of them, several of them)."""

SOURCE_LABELS = {
    "article": "Read it at {}",
    "video": "Watch at {}",
    "course": "Take the course at {}",
    "download": "Get it at {}",
    "collection": "See it at {}",
    "forum": "Join at {}",
    "profile": "Visit {}",
    "newsletter": "Read it at {}",
}
"""Kind → what the link to where an item was published says; ``{}`` is the name of that place."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def kind_label(kind: str) -> str:
    """Return what people call one item of a kind."""
    return KIND_LABELS[kind][0]


def kind_heading(kind: str) -> str:
    """Return what people call the items of a kind."""
    return KIND_LABELS[kind][1]


def source_label(kind: str, name: str) -> str:
    """Return what the link to where an item of a kind was published says."""
    return SOURCE_LABELS[kind].format(name)


def duration(seconds: int) -> str:
    """Return a length as people say it: ``1 h 15 min``, ``57 min``, ``40 s``."""
    hours, rest = divmod(seconds, 3600)
    minutes = rest // 60
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{minutes} min" if minutes else f"{rest} s"


def count_of(number: int, one: str, many: str) -> str:
    """Return ``1 item`` or ``8,400 items``."""
    return f"{number:,} {one if number == 1 else many}"
