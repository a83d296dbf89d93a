"""``broadsheet explain``: why an item stands where it stands, and what shows it."""

from pathlib import Path

import click

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("explain", short_help="Say why an item stands where it stands.")
@click.argument("target", metavar="PATH-OR-URL")
@click.option("--content", type=_FOLDER, default="content", show_default=True, help="Folder of records.")
@click.option("--output", type=_FOLDER, default="output", show_default=True, help="Folder of the site.")
@click.option("--templates", type=_FOLDER, help="Your templates, as for build.")
@click.option("--base-url", metavar="URL", help="Where the site stands, as for build.")
@click.option(
    "--cache", type=_FOLDER, default=".broadsheet", show_default=True, help="What builds have remembered."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for machines.",
)
def command(
    target: str,
    content: Path,
    output: Path,
    templates: Path | None,
    base_url: str | None,
    cache: Path,
    form: str,
) -> None:
    """Explain an item (by its record file, its page, or the address of the article) or another file of the site.

    For an item: the parts of its standing, its topics and provider, why it is related to what, which files show it,
    and what was decided of its record. For a list or a feed: what it holds, and which settings shape it. Nothing is
    written, and no connection opened.

    \b
    Examples:
      broadsheet explain content/_news/2026-02-03-heron.md
      broadsheet explain https://riverpost.example/heron
      broadsheet explain topics/birds/feed.atom
    """
    from generator.commands.explain import explain
    from generator.model.options import BuildOptions
    from generator.reports.explanation import as_json, lines

    options = BuildOptions(
        content=content,
        output=output,
        cache=cache,
        templates=templates,
        overrides={"site": {"base_url": base_url}} if base_url else {},
        offline=True,
    )
    told = explain(options, target)
    if form == "json":
        click.echo(as_json(told), nl=False)
        return
    for line in lines(told):
        click.echo(line)
