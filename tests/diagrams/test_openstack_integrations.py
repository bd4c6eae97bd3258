from deckgen.diagrams.openstack_integrations import draw
from deckgen.fact import Source
from tests.diagrams.clusters import BARE, HOSTED, LARGE, SAMPLE, VIEW_ONLY, facts, integrations


def services(scene):
    return {box.id: box for box in scene.root.members[1].members}


def users(scene):
    return {box.id.removesuffix("-user"): box for box in scene.root.members[0].members}


def test_every_service_that_the_cluster_uses_stands_below_what_asks_for_it():
    scene = draw(SAMPLE)
    assert list(services(scene)) == ["keystone", "octavia", "designate", "nova", "neutron", "cinder", "swift"]
    assert list(users(scene)) == list(services(scene))
    assert {(arrow.start, arrow.end) for arrow in scene.arrows} == {(f"{name}-user", name) for name in services(scene)}


def test_the_numbers_are_this_clusters():
    told = {name: box.lines for name, box in users(draw(SAMPLE)).items()}
    assert told["nova"] == ("9 nodes", "2 flavors")
    assert told["cinder"] == ("17 volumes", "5.2 TiB")
    assert told["octavia"] == ("4 load balancers",)


def test_a_service_of_which_there_is_no_sign_is_not_drawn():
    assert list(services(draw(HOSTED))) == ["nova"]
    assert list(services(draw(VIEW_ONLY))) == ["octavia"]


def test_what_is_declared_is_drawn_as_declared_with_its_arrow():
    scene = draw(SAMPLE)
    assert services(scene)["swift"].source is Source.DECLARED
    assert next(arrow for arrow in scene.arrows if arrow.end == "swift").source is Source.DECLARED
    assert services(scene)["nova"].source is Source.OBSERVED


def test_ceph_behind_cinder_is_said_to_be_the_standard_where_it_was_not_seen():
    assert services(draw(SAMPLE))["cinder"].lines == ("block storage", "on Ceph (standard)")


def test_ceph_that_was_seen_stands_with_cinder():
    assert services(draw(LARGE))["cinder"].label == "cinder + Ceph"


def test_no_map_without_openstack():
    assert draw(BARE) is None
    assert draw(facts({"openstack.present": False, "rbac.bindings.count": 3})) is None


def test_a_service_that_only_the_list_names_is_drawn_too():
    assert "barbican" in services(draw(LARGE))


def test_on_openstack_alone_nova_is_claimed_only_without_the_list_of_integrations():
    assert list(services(draw(facts({"openstack.present": True})))) == ["nova", "neutron"]
    assert draw(facts(integrations())) is None


def test_registry_is_named_only_where_swift_is_known_to_keep_it():
    backups = integrations("swift") | {"objectstorage.swift.uses": ["etcd snapshots"]}
    assert users(draw(facts(backups)))["swift"].label == "Backups"
    assert users(draw(facts(integrations("swift"))))["swift"].label == "Objects"


def test_alternative_text_has_the_numbers():
    assert "Nodes (9 nodes, 2 flavors): nova." in draw(SAMPLE).alt
    assert "swift (declared)." in draw(SAMPLE).alt


def test_of_two_load_balancers_octavia_is_given_the_one_that_is_its_own():
    found = integrations("octavia") | {"loadbalancers.count": 2, "loadbalancers.octavia.count": 1}
    assert users(draw(facts(found)))["octavia"].lines == ("1 of 2 load balancers",)
