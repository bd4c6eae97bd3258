import pytest

from tests.cluster.facts.given import fact, given, ingress


@pytest.mark.parametrize("name", ["access.control_panel.name", "access.control_panel.url"])
def test_the_console_is_not_taken_from_an_ingress_that_looks_like_it(name):
    found = fact(name, given(ingresses=[ingress("x/control-panel", "control-panel.example", "control-panel")]))
    assert found.value is None
    assert "profile" in found.reason
