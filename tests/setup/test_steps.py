"""A step runs once for the same inputs, and starts again after a failure."""

import pytest
from steps import Failure, digest, digest_files, is_done, run_step


class Work:
    """A step's action that fails as often as it is told to."""

    def __init__(self, failures=0):
        self.failures = failures
        self.runs = 0

    def __call__(self):
        self.runs += 1
        if self.runs <= self.failures:
            raise Failure("The work failed: run again.")


def test_step_runs_once_for_the_same_inputs(prefix):
    work = Work()
    assert run_step("work", "work", "key", work, prefix)
    assert not run_step("work", "work", "key", work, prefix)
    assert work.runs == 1


def test_step_runs_again_when_its_inputs_change(prefix):
    work = Work()
    run_step("work", "work", "key", work, prefix)
    run_step("work", "work", "other", work, prefix)
    assert work.runs == 2


def test_failed_step_is_resumed(prefix):
    work = Work(failures=1)
    with pytest.raises(Failure):
        run_step("work", "work", "key", work, prefix)
    assert not is_done("work", "key", prefix)
    run_step("work", "work", "key", work, prefix)
    assert work.runs == 2


def test_interrupted_update_leaves_no_old_stamp(prefix):
    run_step("work", "work", "old", Work(), prefix)
    with pytest.raises(Failure):
        run_step("work", "work", "new", Work(failures=1), prefix)
    assert not is_done("work", "old", prefix)


def test_step_prints_its_name_and_duration(prefix, capsys):
    run_step("work", "fetch things", "key", Work(), prefix)
    assert "fetch things: done in 0 s" in capsys.readouterr().out


def test_digest_tells_values_apart():
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a") == digest(b"a")


def test_digest_of_files_sees_names_and_contents(tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("x")
    second.write_text("x")
    assert digest_files([first], tmp_path) != digest_files([second], tmp_path)
    before = digest_files([first, second], tmp_path)
    assert before == digest_files([second, first], tmp_path)
    second.write_text("y")
    assert before != digest_files([first, second], tmp_path)
