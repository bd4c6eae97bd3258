from tests.cluster.facts.given import fact, given, node


def test_anti_affinity_is_never_guessed_from_the_zones():
    spread = given(nodes=[node(zone, labels={"topology.kubernetes.io/zone": zone}) for zone in ("a", "b", "c")])
    found = fact("compute.anti_affinity", spread)
    assert found.value is None
    assert "nova" in found.reason
