"""Waiting for the disk: on macOS an ordinary fsync is not enough."""

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from clfcards.system import disk
from clfcards.system.disk import to_disk
from clfcards.system.files import write_atomically


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of the system, in order."""
    calls: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _: calls.append("fsync"))
    return calls


def pretend_macos(monkeypatch: pytest.MonkeyPatch, synced: list[str], *, refused: bool = False) -> None:
    def fcntl(_: int, command: int) -> None:
        synced.append(f"fcntl {command}")
        if refused:
            raise OSError(45, "Operation not supported")

    monkeypatch.setattr(disk, "fcntl", SimpleNamespace(F_FULLFSYNC=51, fcntl=fcntl), raising=False)
    monkeypatch.setattr(sys, "platform", "darwin")


def test_macos_is_asked_to_flush_the_drive(monkeypatch: pytest.MonkeyPatch, synced: list[str], tmp_path: Path) -> None:
    """Not run on macOS here: this checks the call that Apple's fsync(2) page asks for."""
    pretend_macos(monkeypatch, synced)
    write_atomically(tmp_path / "file", b"data")
    assert synced == ["fcntl 51"]


def test_a_drive_that_cannot_be_flushed_gets_an_fsync(monkeypatch: pytest.MonkeyPatch, synced: list[str]) -> None:
    pretend_macos(monkeypatch, synced, refused=True)
    to_disk(1)
    assert synced == ["fcntl 51", "fsync"]


def test_elsewhere_fsync_is_enough(monkeypatch: pytest.MonkeyPatch, synced: list[str]) -> None:
    monkeypatch.setattr(disk, "fcntl", SimpleNamespace(), raising=False)
    to_disk(1)
    assert synced == ["fsync"]
