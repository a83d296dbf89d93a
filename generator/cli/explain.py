"""``broadsheet explain``: explain an item's ranking, its related items, and the files that show it."""

from pathlib import Path

import click

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("explain", short_help="Explain an item's ranking and related items, or a file's content.")
@click.argument("target", metavar="PATH-OR-URL")
@click.option("--content", type=_FOLDER, default="content", show_default=True, help="Folder of records.")
@click.option("--output", type=_FOLDER, default="output", show_default=True, help="Folder of the built site.")
@click.option("--templates", type=_FOLDER, help="Folder of your templates, as for build.")
@click.option("--base-url", metavar="URL", help="Public URL of the site, as for build.")
@click.option(
    "--cache", type=_FOLDER, default=".broadsheet", show_default=True, help="Cache folder of your builds."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Output format.",
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
    """Explain an item (given as record file, page, or URL of the article) or another file of the site.

    For an item: its score, topics, provider and related items, with reasons; the files that show it; and notes about
    its record. For a list or a feed: its content, and the settings that affect it.

    Nothing is written, and the network is not used.

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
    explanation = explain(options, target)
    if form == "json":
        click.echo(as_json(explanation), nl=False)
        return
    for line in lines(explanation):
        click.echo(line)
