"""Preferences are kept between two starts, and a broken file stops nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from auditor.settings import Settings, load_settings, save_settings


def test_what_was_chosen_is_there_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    chosen = Settings(theme="dark", text_percent=130, requested_on=dt.date(2026, 11, 20), compact_sidebar=True)
    assert save_settings(chosen, path)
    assert load_settings(path) == chosen
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


def test_only_what_differs_from_the_first_day_is_written(tmp_path: Path) -> None:
    save_settings(Settings(theme="dark"), tmp_path / "settings.json")
    assert (tmp_path / "settings.json").read_text().split() == ["{", '"theme":', '"dark"', "}"]


def test_a_missing_or_broken_file_is_the_first_day(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.json") == Settings()
    (tmp_path / "broken.json").write_text('{"theme": "purple"')
    assert load_settings(tmp_path / "broken.json") == Settings()


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not save_settings(Settings(), tmp_path / "file" / "settings.json")
