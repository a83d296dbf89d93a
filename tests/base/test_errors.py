"""Errors keep their hint between processes and name the right exit code."""

import pickle

import pytest

from generator.base.errors import BUG, USER_ERROR, BroadsheetError, InternalError, SettingsError


@pytest.mark.parametrize("kind", [BroadsheetError, SettingsError, InternalError])
def test_an_error_from_a_worker_process_keeps_type_message_and_hint(kind: type[BroadsheetError]) -> None:
    error = pickle.loads(pickle.dumps(kind("cannot read a.md", "Check it.")))
    assert type(error) is kind
    assert (error.message, error.hint, str(error)) == ("cannot read a.md", "Check it.", "cannot read a.md")


def subclasses(kind: type[BroadsheetError]) -> list[type[BroadsheetError]]:
    return [each for child in kind.__subclasses__() for each in (child, *subclasses(child))]


def test_only_an_internal_error_is_reported_as_a_bug() -> None:
    codes = {kind: kind.exit_code for kind in subclasses(BroadsheetError)}
    assert [kind for kind, code in codes.items() if code == BUG] == [InternalError]
    assert {code for kind, code in codes.items() if kind is not InternalError} == {USER_ERROR}
