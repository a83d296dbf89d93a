"""``broadsheet check``: every fault of the content, and nothing written."""

from pathlib import Path

import click

from generator.base.errors import OK, USER_FAULT


@click.command("check", short_help="Report every fault in the content.")
@click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    default="content",
    show_default=True,
    help="Folder of records.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For people, for machines, or as annotations of a GitHub workflow.",
)
@click.option("--strict", is_flag=True, help="Fail (exit 1) on warnings too, not only on errors.")
def command(content: Path, form: str, strict: bool) -> int:
    """Read all records and report every fault: file, line, field, what was expected, how to mend it.

    Exit code 1 when a record has an error. Fields that Broadsheet does not know are counted.
    """
    from generator.checking import check
    from generator.report import check_lines, failed, github_lines, problems_json

    findings = check(content)
    if form == "json":
        click.echo(problems_json(findings.problems, findings.unknown), nl=False)
    elif form == "github":
        for line in github_lines(findings.problems, content.as_posix()):
            click.echo(line)
    else:
        for line in check_lines(findings.problems, findings.unknown, findings.records):
            click.echo(line)
    broken = any(problem.severity == "error" for problem in findings.problems)
    return USER_FAULT if broken or failed(findings.problems, strict) else OK
