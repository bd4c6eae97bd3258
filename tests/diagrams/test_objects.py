import yaml

from deckgen.diagrams.objects import CLAIM, COPIES, FILES, NAME, SIZE, draw
from deckgen.fact import Source
from deckgen.manifests.app import manifests
from deckgen.manifests.fit import fit
from tests.cards import seen
from tests.diagrams.clusters import BARE, DEMO, EMPTY, SAMPLE, STORAGE, facts


def boxes(group):
    members = (boxes(one) if hasattr(one, "members") else {one.id: one} for one in group.members)
    return {key: box for each in members for key, box in each.items()}


def in_frames(scene):
    """Give the boxes of the volume's way by the head of their frame."""
    return {frame.label: [box.id for box in frame.members] for frame in scene.root.members[1].members}


def arrows(scene):
    return {(arrow.start, arrow.end) for arrow in scene.arrows}


def test_a_deployment_makes_a_replica_set_that_makes_the_pods_behind_a_service():
    scene = draw(SAMPLE)
    assert {("deployment", "replica-set"), ("replica-set", "pod:0"), ("service", "pod:1")} <= arrows(scene)
    drawn = boxes(scene.root)
    assert drawn["ingress"].lines == ("hello.example.com", "class nginx")
    assert [drawn[one].lines[0] for one in ("stateful-set", "pod:files", "claim", "class")] == [
        "hello-files",
        "hello-files-0",
        "data-hello-files-0",
        "general-ssd",
    ]


def test_only_what_is_in_the_cluster_already_is_drawn_as_observed():
    there = {key for key, box in boxes(draw(SAMPLE).root).items() if box.source is Source.OBSERVED}
    assert there == {"class"}


def test_the_names_are_those_of_the_manifests():
    made = [one for file in manifests(fit(seen(DEMO))) for one in yaml.safe_load_all(file.text)]
    found = {(one["kind"], one["metadata"]["name"]): one for one in made}
    assert found["Deployment", NAME]["spec"]["replicas"] == COPIES
    claim = found["StatefulSet", FILES]["spec"]["volumeClaimTemplates"][0]
    assert f"{claim['metadata']['name']}-{FILES}-0" == CLAIM
    assert claim["spec"]["resources"]["requests"]["storage"] == SIZE.replace(" GiB", "Gi")
    assert ("Service", NAME) in found


def test_a_volume_of_cinder_stands_in_openstack_and_another_names_its_driver():
    assert (boxes(draw(SAMPLE).root)["disk"].label, boxes(draw(SAMPLE).root)["disk"].world) == (
        "cinder volume",
        "openstack",
    )
    local = {"storage.classes": [{**STORAGE["storage.classes"][0], "driver": "rancher.io/local-path"}]}
    disk = boxes(draw(facts(DEMO | local)).root)["disk"]
    assert (disk.world, disk.lines) == ("kubernetes", ("rancher.io/local-path", "1 GiB"))


def test_a_class_and_its_volume_stand_in_no_namespace():
    assert in_frames(draw(SAMPLE)) == {
        "NAMESPACE hello · ONE POD WITH A VOLUME": ["stateful-set", "pod:files", "claim"],
        "CLUSTER-WIDE": ["class"],
        "OPENSTACK": ["disk"],
    }
    local = {"storage.classes": [{**STORAGE["storage.classes"][0], "driver": "rancher.io/local-path"}]}
    assert in_frames(draw(facts(DEMO | local)))["CLUSTER-WIDE"] == ["class", "disk"]


def test_what_the_cluster_has_nothing_for_is_left_out_as_in_the_manifests():
    drawn = boxes(draw(BARE).root)
    assert "ingress" not in drawn
    assert "stateful-set" not in drawn
    assert "hello-2" in draw(BARE).alt


def test_where_namespaces_do_not_show_it_has_the_name_that_the_manifests_take():
    assert "namespace hello the" in draw(facts({"server.version": "1.33.4"})).alt
    assert draw(EMPTY) is None
