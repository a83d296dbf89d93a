"""``broadsheet deploy``: publish a built site on a branch that a host serves."""

from pathlib import Path

import click


@click.command("deploy", short_help="Publish a built site on a branch, such as gh-pages.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default="output",
    show_default=True,
    help="Folder of the built site.",
)
@click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    default="content",
    show_default=True,
    help="Folder of records. Its site.toml can set the host's limits.",
)
@click.option("--remote", default="origin", show_default=True, metavar="NAME", help="Git remote to push to.")
@click.option("--branch", default="gh-pages", show_default=True, metavar="NAME", help="Branch to push to.")
@click.option("--history", is_flag=True, help="Keep earlier versions as history of the branch.")
@click.option(
    "--force",
    is_flag=True,
    help="Overwrite a branch that Broadsheet did not publish; allow uncommitted changes.",
)
@click.option(
    "--dry-run", is_flag=True, help="Check everything and show what would be published; push nothing."
)
def command(
    output: Path, content: Path, remote: str, branch: str, history: bool, force: bool, dry_run: bool
) -> None:
    """Publish a built site as one commit on a branch of its own.

    Without --history, the commit has no parent, so that the repository does not grow. CNAME and README on the
    branch are kept unless the site has its own, and .nojekyll is always added.

    Refuses to publish to a branch on which somebody else changed other files, from a work tree with uncommitted
    changes, a site over the host's limits, or one that is built for a placeholder such as localhost.

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
