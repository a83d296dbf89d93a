"""``broadsheet deploy``: put a finished site on a branch that a host serves."""

from pathlib import Path

import click


@click.command("deploy", short_help="Publish a finished site on a branch, such as gh-pages.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default="output",
    show_default=True,
    help="Folder of the finished site.",
)
@click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    default="content",
    show_default=True,
    help="Folder of records, whose settings may say what the host takes.",
)
@click.option("--remote", default="origin", show_default=True, metavar="NAME", help="Where to push.")
@click.option("--branch", default="gh-pages", show_default=True, metavar="NAME", help="What to push to.")
@click.option("--history", is_flag=True, help="Keep what was published before as history of the branch.")
@click.option(
    "--force",
    is_flag=True,
    help="Replace what Broadsheet did not publish, and publish with changes that are not committed.",
)
@click.option("--dry-run", is_flag=True, help="Look at everything, say what would be done, push nothing.")
def command(
    output: Path, content: Path, remote: str, branch: str, history: bool, force: bool, dry_run: bool
) -> None:
    """Publish a finished site as one commit on a branch of its own.

    Without --history the commit has no parent, so that the repository does not grow. A CNAME file on the branch stays,
    .nojekyll is always there. Refused: a branch whose last commit is not ours, a work tree with changes, a site beyond
    what the host takes.

    \b
    Example:
      broadsheet build && broadsheet check --output output && broadsheet deploy
    """
    from generator.commands.check_site import load_host_limits
    from generator.commands.deploy import deploy
    from generator.model.results.deployment import DeployOptions
    from generator.reports.build import problem_lines
    from generator.reports.site_check import deployment_lines

    options = DeployOptions(output, remote, branch, history, force, dry_run, load_host_limits(content))
    deployment = deploy(options)
    for line in (
        *problem_lines(deployment.warnings, output.as_posix()),
        *deployment_lines(options, deployment),
    ):
        click.echo(line)
