import os
import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import clips as made  # noqa: E402


@pytest.fixture(scope="session")
def clips(tmp_path_factory):
    return made.Clips(tmp_path_factory.mktemp("clips") / "all")


@pytest.fixture(scope="session")
def eight(tmp_path_factory):
    return made.Clips(tmp_path_factory.mktemp("eight") / "all", count=8)


@pytest.fixture(scope="session")
def mixed(tmp_path_factory):
    """Clips, and stills to join to them."""
    return made.Clips(tmp_path_factory.mktemp("mixed") / "all", count=6, stills=3)


@pytest.fixture
def full():
    """True in the long tier."""
    return bool(os.environ.get("CLIPFEED_TEST_FULL"))


def pytest_terminal_summary(terminalreporter):
    """Each skip with its reason, as tools/skips reads it."""
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        terminalreporter.write_line(f"skipped: {report.nodeid}: {reason.removeprefix('Skipped: ')}")
