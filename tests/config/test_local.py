"""What a checkout keeps for itself."""

import stat
from concurrent.futures import ThreadPoolExecutor

from goodlives.config.local import kept_secret, secret_key


def test_a_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    first = kept_secret(tmp_path / "secret")

    assert len(first) == 64
    assert kept_secret(tmp_path / "secret") == first
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_another_checkout_has_another_secret(tmp_path):
    assert kept_secret(tmp_path / "one") != kept_secret(tmp_path / "two")


def test_all_who_ask_at_once_get_the_same_secret(tmp_path):
    with ThreadPoolExecutor(8) as several:
        answers = set(several.map(lambda _: kept_secret(tmp_path / "secret"), range(8)))

    assert len(answers) == 1


def test_a_council_may_give_its_own_key(monkeypatch):
    monkeypatch.setenv("DJANGO_SECRET_KEY", "the council's own")

    assert secret_key() == "the council's own"
