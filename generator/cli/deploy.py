"""``broadsheet deploy``: publish a built site on a branch that a host serves, or in a store of files."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from generator.model.results.deployment import DeployOptions, StoreOptions


@click.command("deploy", short_help="Publish a built site on a branch, or in a store such as S3.")
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
@click.option(
    "--to", "target", metavar="URL", help="Store to publish to instead, such as s3://BUCKET/FOLDER."
)
@click.option("--history", is_flag=True, help="Keep earlier versions as history of the branch.")
@click.option(
    "--force",
    is_flag=True,
    help="Overwrite a branch or files that Broadsheet did not publish; allow uncommitted changes.",
)
@click.option(
    "--dry-run", is_flag=True, help="Check everything and show what would be published; push nothing."
)
@click.pass_context
def command(
    context: click.Context,
    output: Path,
    content: Path,
    remote: str,
    branch: str,
    target: str | None,
    history: bool,
    force: bool,
    dry_run: bool,
) -> None:
    """Publish a built site as one commit on a separate branch.

    Without --history, the commit has no parent, so that the repository does not grow. CNAME and README on the
    branch are kept unless the site has its own, and .nojekyll is always added.

    Refuses to publish to a branch on which somebody else changed other files, from a work tree with uncommitted
    changes, a site over the host's limits, or one that is built for a placeholder such as localhost.

    With --to, publishes to a store of files instead: uploads files that changed since the last time, and
    removes only files that it uploaded.

    \b
    Examples:
      broadsheet build && broadsheet check --output output && broadsheet deploy
      broadsheet deploy --to s3://river-site
    """
    from generator.commands.check_site import load_host_limits
    from generator.model.results.deployment import DeployOptions, StoreOptions

    host = load_host_limits(content)
    if target is not None:
        _refuse_branch_options(context)
        lines = _deploy_to_store(StoreOptions(output, target, force, dry_run, host, content))
    else:
        lines = _deploy_to_branch(DeployOptions(output, remote, branch, history, force, dry_run, host))
    for line in lines:
        click.echo(line)


def _refuse_branch_options(context: click.Context) -> None:
    for name in ("remote", "branch", "history"):
        if context.get_parameter_source(name) == click.core.ParameterSource.COMMANDLINE:
            raise click.UsageError(f"Use either --to or --{name}, not both.")


def _deploy_to_branch(options: "DeployOptions") -> Iterator[str]:
    from generator.commands.deploy import deploy
    from generator.reports.build import problem_lines
    from generator.reports.site_check import deployment_lines

    deployment = deploy(options)
    yield from problem_lines(deployment.warnings, options.output.as_posix())
    yield from deployment_lines(options, deployment)


def _deploy_to_store(options: "StoreOptions") -> Iterator[str]:
    from generator.commands.deploy_store import deploy_to_store
    from generator.reports.build import problem_lines
    from generator.reports.site_check import store_lines

    deployment = deploy_to_store(options)
    yield from problem_lines(deployment.warnings, options.output.as_posix())
    yield from store_lines(options, deployment)
