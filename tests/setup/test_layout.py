"""Nothing is written outside the prefix."""

from layout import PREFIX, keep_caches_inside


def test_caches_stay_in_the_prefix_unless_moved_by_their_owner():
    environment = {"PIP_CACHE_DIR": "/elsewhere"}
    keep_caches_inside(environment)
    assert environment["PIP_CACHE_DIR"] == "/elsewhere"
    assert environment["npm_config_cache"].startswith(str(PREFIX))
