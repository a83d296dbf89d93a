"""All texts of the site that are not content. The defaults are English.

Other languages are files of a theme (``words/de.toml``) that override single texts. ``{names}`` are placeholders; a
translation may use the same ones and no others. Records are never translated.
"""

from msgspec import Struct


class Plural(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A text with a number, by CLDR plural category. ``{n}`` is the formatted number.

    A language leaves out the categories that it does not have; ``other`` is used for missing ones.

    >>> Plural(one="{n} item", other="{n} items").one
    '{n} item'
    """

    other: str
    zero: str = ""
    one: str = ""
    two: str = ""
    few: str = ""
    many: str = ""


class KindMessages(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The names of a kind of item in singular and plural, and the label of the link to the original.

    ``{place}`` in ``source`` is the name of the publishing site.
    """

    one: str
    many: str
    source: str


class KindMessageTable(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The names of all kinds."""

    article: KindMessages = KindMessages("Article", "Articles", "Read it at {place}")
    video: KindMessages = KindMessages("Video", "Videos", "Watch at {place}")
    course: KindMessages = KindMessages("Course", "Courses", "Take the course at {place}")
    download: KindMessages = KindMessages("Download", "Downloads", "Get it at {place}")
    collection: KindMessages = KindMessages("Collection", "Collections", "See it at {place}")
    forum: KindMessages = KindMessages("Community", "Communities", "Join at {place}")
    profile: KindMessages = KindMessages("Person", "People", "Visit {place}")
    newsletter: KindMessages = KindMessages("Newsletter", "Newsletters", "Read it at {place}")

    def of(self, kind: str) -> KindMessages:
        """Return the names of one kind."""
        names: KindMessages = getattr(self, kind)
        return names


class Messages(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The texts in one language."""

    kinds: KindMessageTable = KindMessageTable()

    # Around every page
    skip: str = "Skip to content"
    main: str = "Main"
    breadcrumb: str = "Breadcrumb"
    home: str = "Home"
    made_with: str = "Made with {name}"

    # Names of sections
    topics: str = "Topics"
    providers: str = "Providers"
    kinds_heading: str = "Kinds"
    authors: str = "Authors"
    archive: str = "Archive"
    feeds: str = "Feeds"
    undated: str = "Undated"
    statistics: str = "Statistics"

    # Titles and descriptions, shown by search engines and feed readers
    title_of: str = "{title} · {site}"
    index_summary: str = "{title} of {site}."
    list_summary: str = "{title}: what others published, collected by {site}."
    numbered_title: str = "{title}, page {number}"
    undated_title: str = "{title}: undated"
    undated_home: str = "What has no date, from A to Z."
    undated_summary: str = "What has no date in {title}, from A to Z."
    topic_feed: str = "Items about {topic}"
    provider_feed: str = "Items from {provider}"
    author_feed: str = "Items by {author}"
    tag_feed: str = "Items tagged {tag}"

    kind_feed: str = "{kinds} of {site}"
    best: str = "The best"
    best_feed: str = "The best of {site}, newest first"
    crossed: str = "{provider} on {topic}"
    crossed_feed: str = "Items about {topic} from {provider}"
    daily: str = "Day by day"
    daily_feed: str = "{site}, one entry for each day"
    weekly: str = "Week by week"
    weekly_feed: str = "{site}, one entry for each week"
    week: str = "Week {number} of {year}: {first} to {last}"

    # Lists and their navigation
    within: str = "Within {title}"
    nothing: str = "Nothing here yet."
    pages: str = "Pages"
    page: str = "Page {number}"
    newest: str = "Newest"
    newer: str = "Newer"
    older: str = "Older"
    first: str = "First"
    back: str = "Back"
    more: str = "More"
    without_date: str = "Without a date"
    moved: str = "This page has moved."
    still_newest: str = "These items are still on the newest page."
    all_of_day: str = "All {n}"
    of_day: str = " of {day}"

    more_topics: str = "Topics here"
    more_providers: str = "Who publishes most"
    largest: str = "Those with the most items; all of them by letter:"
    calendar: str = "Calendar"
    letters: str = "By letter"
    by_letter: str = "{title}: {letter}"
    counted: str = "{title}: {items}"
    over_time: str = "Over time"
    by_month: str = "Items by month, {first} to {last}: {total} in all, most in {peak} ({most})"
    by_year: str = "Items by year, {first} to {last}: {total} in all, most in {peak} ({most})"

    # The front page
    latest: str = "Latest"
    earlier: str = "Earlier items"

    # Cards and items
    all_items: Plural = Plural(one="The one item", other="All {n} items")
    items: Plural = Plural(one="{n} item", other="{n} items")
    members: Plural = Plural(one="{n} member", other="{n} members")
    ratings: Plural = Plural(one="{n} rating", other="{n} ratings")
    hours: str = "{n} h"
    minutes: str = "{n} min"
    seconds: str = "{n} s"
    by: str = "By {names}"
    and_so: str = ", "
    updated: str = "Updated {date}"
    length: str = "Length"
    level: str = "Level"
    price: str = "Price"
    rating: str = "Rating"
    rated: str = "{rating} ({ratings})"
    member_count: str = "Members"
    location: str = "Location"
    affiliation: str = "Affiliation"
    website: str = "Website"
    in_collection: str = "In this collection"
    elsewhere: str = "Elsewhere"
    part_of: str = "Part of"
    tags: str = "Tags"
    related: str = "Related"
    more_of: str = "Earlier in {topic}"
    neighbours: str = "Before and after"
    previous: str = "Previous"
    next: str = "Next"
    play: str = "Play the video here"
    play_note: str = "Nothing is loaded from {host} before you do."

    # Statistics
    item_count: str = "Items"
    period: str = "Period"
    span: str = "{first} to {last}"
    with_pictures: str = "With a picture"

    # Search
    search: str = "Search"
    search_summary: str = "Search everything that {site} has collected."
    search_words: str = "Words to look for"
    topic: str = "Topic"
    provider: str = "Provider"
    author: str = "Author"
    tag: str = "Tag"
    kind: str = "Type"
    year: str = "Year"
    order: str = "Order"
    all: str = "All"
    best_match: str = "Best match"
    newest_first: str = "Newest first"
    oldest_first: str = "Oldest first"
    found: Plural = Plural(one="{n} item found.", other="{n} items found.")
    found_none: str = "Nothing found."
    search_failed: str = "The search index could not be loaded. Look here instead:"
    search_unscripted: str = "Searching needs JavaScript, which is off here. This is where to look instead:"
    more_results: str = "More results"

    # Labels in scripts
    switch_theme: str = "Light or dark"
    keys: str = "Keyboard"
    key_next: str = "next headline"
    key_previous: str = "previous headline"
    key_open: str = "open it"
    key_page_next: str = "next page"
    key_page_previous: str = "previous page"
    key_search: str = "search"
    key_home: str = "front page"
    key_theme: str = "light or dark"

    # Feeds
    subscribe: str = "Subscribe:"
    feeds_help: str = (
        "Put one of these addresses into a feed reader, and what is new comes to you. Every topic and every "
        "provider has its feeds on its own page, too, as soon as it has an item with a date."
    )
    opml_help: str = "Readers that import lists of feeds take {all} (OPML), or those of a topic."
    opml_all: str = "all of them at once"
    everything: str = "Everything"

    # The page for an unknown URL (404)
    lost: str = "Page not found"
    lost_why: str = (
        "There is no page at this address. It may have been withdrawn, or the address may have been shortened on "
        "its way here."
    )
    to_front: str = "Go to the front page"


ENGLISH = Messages()
