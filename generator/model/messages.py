"""All texts that Broadsheet adds to a site. The defaults are English.

Files of a theme override them text by text: ``words/de.toml`` for German. ``{names}`` in a text are placeholders; a
translation may use those of the English text and no others. Texts of records are never translated.

Example of a file ``words/en.toml``::

    topics = "Subjects"
    items = {one = "{n} entry", other = "{n} entries"}
    kinds.article.many = "Stories"
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
    """Names of a type of item: singular, plural, and the text of the link to its source.

    ``{place}`` in ``source`` is the name of the publisher.

    Example: ``KindMessages("Article", "Articles", "Read it at {place}")``
    """

    one: str
    many: str
    source: str


class KindMessageTable(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Names of all types of items."""

    article: KindMessages = KindMessages("Article", "Articles", "Read it at {place}")
    video: KindMessages = KindMessages("Video", "Videos", "Watch at {place}")
    course: KindMessages = KindMessages("Course", "Courses", "Take the course at {place}")
    download: KindMessages = KindMessages("Download", "Downloads", "Download from {place}")
    collection: KindMessages = KindMessages("Collection", "Collections", "View at {place}")
    forum: KindMessages = KindMessages("Community", "Communities", "Join at {place}")
    profile: KindMessages = KindMessages("Person", "People", "Visit {place}")
    newsletter: KindMessages = KindMessages("Newsletter", "Newsletters", "Read it at {place}")

    def of(self, kind: str) -> KindMessages:
        """Return the names of a type, such as ``"article"``."""
        names: KindMessages = getattr(self, kind)
        return names


class Messages(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """All texts in one language."""

    kinds: KindMessageTable = KindMessageTable()

    # Header and footer of every page
    skip: str = "Skip to content"
    main: str = "Main"
    breadcrumb: str = "Breadcrumb"
    home: str = "Home"
    made_with: str = "Made with {name}"

    # Sections of the site
    topics: str = "Topics"
    providers: str = "Sources"
    kinds_heading: str = "Types"
    authors: str = "Authors"
    archive: str = "Archive"
    feeds: str = "Feeds"
    sources: str = "Source feeds"
    undated: str = "Undated"
    statistics: str = "Statistics"

    # Titles and descriptions of pages and feeds, for search engines and feed readers
    title_of: str = "{title} · {site}"
    index_summary: str = "{title} on {site}."
    list_summary: str = "{title}: items from other sites, collected by {site}."
    numbered_title: str = "{title}, page {number}"
    undated_title: str = "{title}: undated"
    undated_home: str = "Items without a date, from A to Z."
    undated_summary: str = "Items in {title} without a date, from A to Z."
    topic_feed: str = "Items about {topic}"
    provider_feed: str = "Items from {provider}"
    author_feed: str = "Items by {author}"
    tag_feed: str = "Items tagged {tag}"

    kind_feed: str = "{kinds} from {site}"
    best: str = "Top stories"
    best_feed: str = "Top stories from {site}, newest first"
    crossed: str = "{provider} on {topic}"
    crossed_feed: str = "Items about {topic} from {provider}"
    daily: str = "Daily digest"
    daily_feed: str = "{site}, one entry per day"
    weekly: str = "Weekly digest"
    weekly_feed: str = "{site}, one entry per week"
    week: str = "Week {number} of {year}: {first} to {last}"

    # Lists and pagination
    within: str = "Within {title}"
    nothing: str = "Nothing here yet."
    nothing_yet: str = "New items appear here as soon as there are some."
    pages: str = "Pages of {title}"
    page: str = "Page {number}"
    newest: str = "Newest"
    newer: str = "Newer"
    older: str = "Older"
    first: str = "First page"
    back: str = "Previous page"
    more: str = "Next page"
    show_all: str = "Show all"
    neighbour_days: str = "Newer and older day"
    neighbour_months: str = "Newer and older month"
    neighbour_years: str = "Newer and older year"
    own_page: str = "Details"
    without_date: str = "Undated items"
    moved: str = "This page has moved."
    same_address: str = "More than one item has had this address:"
    still_newest: str = "These items are still on the newest page."
    all_of_day: str = "All {n}"
    of_day: str = " from {day}"

    more_topics: str = "Top topics"
    more_providers: str = "Top sources"
    largest: str = "The ones with the most items. Browse all by letter:"
    calendar: str = "Calendar"
    letters: str = "Browse by letter"
    by_letter: str = "{title}: {letter}"
    counted: str = "{title}: {items}"
    over_time: str = "Items over time"
    by_day: str = "Items per day, {first} to {last}: {total} in total, most on {peak} ({most})"
    by_week: str = (
        "Items per week, {first} to {last}: {total} in total, most in the week from {peak} ({most})"
    )
    by_month: str = "Items per month, {first} to {last}: {total} in total, most in {peak} ({most})"
    by_year: str = "Items per year, {first} to {last}: {total} in total, most in {peak} ({most})"
    day: str = "Day"
    week_from: str = "Week from"
    month: str = "Month"
    as_table: str = "Show as a table"

    # Home page
    latest: str = "Latest"
    earlier: str = "Earlier items"
    further: str = "More new items"
    original: str = "Original article"

    # Cards and items
    all_items: Plural = Plural(one="View the item", other="View all {n} items")
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
    yes: str = "Yes"
    no: str = "No"
    rated: str = "{rating} ({ratings})"
    member_count: str = "Members"
    license: str = "Licence"
    location: str = "Location"
    affiliation: str = "Affiliation"
    website: str = "Website"
    in_collection: str = "In this collection"
    elsewhere: str = "Links"
    part_of: str = "Part of"
    tags: str = "Tags"
    related: str = "Related"
    more_of: str = "Earlier in {topic}"
    more_from: str = "Earlier from {provider}"
    neighbours: str = "Newer and older item"
    previous: str = "Newer"
    next: str = "Older"
    play: str = "Play video"
    play_note: str = "Nothing is loaded from {host} until you press play."

    # Stories
    story: str = "Also covered by"
    covered_by: str = "Also covered by {names}"
    more_coverage: Plural = Plural(one="and {n} more", other="and {n} more")
    story_title: str = "{title}: all articles"
    story_summary: str = "{title}: {providers}, from the first article to the last."
    story_providers: Plural = Plural(one="{n} source", other="{n} sources")

    # Statistics
    item_count: str = "Items"
    period: str = "Period"
    span: str = "{first} to {last}"
    with_pictures: str = "With an image"

    # Search
    search: str = "Search"
    search_summary: str = "Search all items on {site}."
    search_words: str = "Search"
    topic: str = "Topic"
    provider: str = "Source"
    author: str = "Author"
    tag: str = "Tag"
    kind: str = "Type"
    year: str = "Year"
    order: str = "Sort by"
    all: str = "All"
    best_match: str = "Best match"
    newest_first: str = "Newest first"
    oldest_first: str = "Oldest first"
    found: Plural = Plural(one="{n} item found.", other="{n} items found.")
    found_none: str = "No items found."
    search_failed: str = "The search could not be loaded. Try these pages instead:"
    search_unscripted: str = "Search needs JavaScript, which is turned off. Try these pages instead:"
    more_results: str = "More results"
    remove_filters: str = "Remove filters"

    # What readers can do with the script (static/script.js)
    share: str = "Share"
    copied: str = "Link copied"
    save: str = "Save for later"
    saved: str = "Saved"
    saved_items: str = "Saved for later"
    compact: str = "Compact view"
    is_new: str = "New"
    filter: str = "Filter"

    # Dark mode and keyboard shortcuts (static/script.js)
    switch_theme: str = "Toggle dark mode"
    keys: str = "Keyboard shortcuts"
    key_next: str = "next headline"
    key_previous: str = "previous headline"
    key_open: str = "open headline"
    key_page_next: str = "next page"
    key_page_previous: str = "previous page"
    key_search: str = "search"
    keys_on: str = "Use them"
    key_source: str = "original article"
    key_home: str = "home page"
    key_compact: str = "compact view"
    key_theme: str = "toggle dark mode"

    # Feeds
    subscribe: str = "Subscribe:"
    feeds_help: str = (
        "Add one of these feeds to your reader to get new items. Every topic and source with dated items has its own "
        "feeds, linked from its page."
    )
    opml_help: str = "Or import {all} as OPML; each topic has its own OPML file."
    opml_all: str = "all feeds at once"
    everything: str = "Everything"

    # Sources
    sources_help: str = "The items of this site come from these feeds. You can read them without it."
    own_feed: str = "Its own feed"
    per_month: str = "{n} a month"
    sources_opml: str = "All as OPML."
    sources_paused: str = "No longer asked"

    # Page not found
    lost: str = "Page not found"
    lost_why: str = (
        "There is no page at this address. It may have been removed, or the link may be incomplete."
    )
    to_front: str = "Go to the home page"


ENGLISH = Messages()
