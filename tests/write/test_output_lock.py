"""One build at a time for one output folder."""

import subprocess
import sys
from pathlib import Path

import pytest

from generator.base.errors import OutputError
from generator.write.output_lock import lock_output

HOLD = """
import sys
from pathlib import Path
from generator.write.output_lock import lock_output
with lock_output(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_build_is_refused(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(OutputError, match="another build"), lock_output(tmp_path):
            pass
    finally:
        holder.communicate(timeout=30)
    with lock_output(tmp_path):
        pass


def test_a_lock_is_released_when_its_process_is_killed(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    holder.kill()
    holder.communicate(timeout=30)
    with lock_output(tmp_path):
        pass


def test_a_file_in_the_place_of_the_output_is_a_clear_error(tmp_path: Path) -> None:
    file = tmp_path / "output"
    file.write_text("mine")
    with pytest.raises(OutputError, match="cannot write") as caught, lock_output(file):
        pass
    assert "is unchanged" in caught.value.hint
