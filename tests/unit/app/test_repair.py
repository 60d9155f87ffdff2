"""Start-up repair: what a killed platform left half written goes, and what is whole stays."""

from __future__ import annotations

from pathlib import Path

from engines import forgotten_home
from petroverse.app import Settings, open_platform
from petroverse.database import EngineSettings


def test_original_files_that_were_half_written_go_at_the_next_start(tmp_path: Path):
    with forgotten_home(EngineSettings(tmp_path)):
        with open_platform(Settings(home=tmp_path)) as platform:
            key = platform.stores.blobs.put(b"whole")
        half = tmp_path / "blobs" / key[:2] / f"{key}.0f0f0f0f.part"
        half.write_bytes(b"who")
        with open_platform(Settings(home=tmp_path), is_repaired=True) as platform:
            assert platform.stores.blobs.get(key) == b"whole"
        assert not half.exists()
