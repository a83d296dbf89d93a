"""Caches compiled templates between builds. Loading one takes a tenth of the time of compiling it."""

from contextlib import suppress
from pathlib import Path

from jinja2 import BytecodeCache, Environment, TemplateError
from jinja2.bccache import Bucket

from generator.render.html.environment import make_environment
from generator.render.html.template_cache import is_shipped, load_compiled, store_compiled
from generator.render.html.theme import SHIPPED, Theme


class CompiledTemplates(BytecodeCache):
    """Jinja's bytecode cache, with one file for each template. The files may be deleted at any time.

    They are in ``folder``; those of shipped templates are next to our code if possible. ``salt`` is the digest of the
    compiler's code. Jinja checks whether a file is stale. Before that, this class checks that the file is complete and
    written by this code. Templates are compiled anew where the cache cannot be written.
    """

    def __init__(self, folder: Path, salt: bytes) -> None:
        self._folder = folder
        self._salt = salt

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Return the bucket of a template, with its bytecode if it is cached."""
        own_name = name.removeprefix(SHIPPED) if is_shipped(filename or "") else name
        bucket = _Bucket(
            environment, self.get_cache_key(own_name, filename), self.get_source_checksum(source)
        )
        bucket.is_shipped = is_shipped(filename or "")
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the bytecode of a template into its bucket, if it is cached."""
        bytecode = load_compiled(self._folder, _is_shipped(bucket), bucket.key, self._salt)
        if bytecode is not None:
            bucket.bytecode_from_string(bytecode)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store the bytecode of a bucket."""
        store_compiled(self._folder, _is_shipped(bucket), bucket.key, self._salt, bucket.bytecode_to_string())


class _Bucket(Bucket):
    """A bucket that also records whether its template is a shipped one."""

    is_shipped = False


def _is_shipped(bucket: Bucket) -> bool:
    return isinstance(bucket, _Bucket) and bucket.is_shipped


def compile_templates(theme: Theme, folder: Path, salt: bytes) -> None:
    """Compile all templates that are not cached yet. Errors in templates are reported when they are rendered."""
    environment = make_environment(theme.load, CompiledTemplates(folder, salt))
    for name in theme.templates:
        with suppress(TemplateError):
            environment.get_template(name)
