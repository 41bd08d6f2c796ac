"""The options of the test run."""

from __future__ import annotations

import os

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")
    parser.addoption("--long", action="store_true", help="draw thousands of random programs")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Tell whether the golden files are to be rewritten: never in CI."""
    update: bool = request.config.getoption("--update-golden")
    if update and os.environ.get("CI"):
        pytest.exit("golden files are not rewritten in CI: somebody has to read them", 1)
    return update
