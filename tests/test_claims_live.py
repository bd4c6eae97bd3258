"""What slides, diagrams and checks say of the test clusters, as read from real API servers."""

import re

import pytest

from deckgen.audience import AUDIENCES
from deckgen.build import NO_PROFILE, Material, brief_of, deck_of, find_script, verdicts_of
from deckgen.cluster.collect import collect
from deckgen.cluster.connection import connect
from deckgen.render.outline import outline

pytestmark = pytest.mark.bed

VERSIONS = pytest.mark.parametrize("version", ["old", "newest"])


@pytest.fixture(scope="module")
def material(cluster):
    """Gives `material(name, version)`: what a deck of a test cluster is made of, read once."""
    read = {}

    def make(name, version, script="production", user="reader"):
        if (name, version, user) not in read:
            read[name, version, user] = collect(connect(cluster(name, version).kubeconfig(user)))
        return Material(find_script(script), NO_PROFILE, read[name, version, user])

    return make


@pytest.fixture
def told(material):
    """Gives `told(name, version, slide)`: the outline of one slide of the call, or of all."""

    def tell(name, version, slide="", audience="call", **made_of):
        made = material(name, version, **made_of)
        text = outline(deck_of(made, brief_of(made, AUDIENCES[audience])))
        if not slide:
            return text
        return next(part for part in re.split(r"\n\n(?=\d+\. |== )", text) if f"\n   {slide} (" in part)

    return tell


@VERSIONS
def test_nothing_is_said_of_our_standard_where_others_host_the_control_plane(version, told, material):
    for audience in ("call", "customer"):
        slides = told("hosted", version, audience=audience)
        standard = r"(etcd|control.plane(?! first)|Members|Saved every|every eight hours).*\[documented\]"
        assert not re.search(standard, slides)
    assert "control plane first; hosted elsewhere" in told("hosted", version, "cluster/scale")
    assert "3 worker" in told("hosted", version, "cluster/layout").replace("\N{NO-BREAK SPACE}", " ")
    assert "Our standard is five" not in told("hosted", version)
    assert "hosted elsewhere" in told("hosted", version, "etcd/members")
    assert "hosted" in told("hosted", version, "etcd/backups").split("\n")[0]
    promised = {verdict.id for verdict in verdicts_of(material("hosted", version))}
    assert not promised & {"etcd-members", "control-plane-nodes", "etcd-backup-interval", "etcd-backup-recent"}
    assert "etcd-members" in {verdict.id for verdict in verdicts_of(material("kaas1", version))}


@VERSIONS
def test_a_controller_at_ports_of_its_nodes_is_reached_there(version, told):
    assert "Address | ports 80, 443 of 2 nodes [observed]" in told("canal", version, "traffic/ingress")
    way = told("canal", version, "traffic/request")
    assert "node; ports 80, 443 of 2 nodes" in way
    assert "load balancer" not in way.partition("> say:")[0]


@VERSIONS
def test_no_more_nodes_are_called_servers_than_say_which_one_they_are(version, told):
    assert "Four of your five nodes are seen to be servers in nova" in told("mixed", version, "cluster/nova")
    assert "Your six nodes are servers in nova" in told("capi", version, "cluster/nova")


@VERSIONS
def test_control_plane_nodes_on_one_host_are_a_remark_on_the_call(version, told):
    call, customer = (told("capi", version, "cluster/nova", audience=one) for one in ("call", "customer"))
    assert "Control plane on | two hosts, for three nodes [observed]" in call
    assert "share a host: when it fails, they fail together" in call
    assert "they fail together" not in customer


@VERSIONS
def test_a_ceph_that_runs_in_the_cluster_is_not_drawn_as_openstacks(version, told):
    slide = told("mixed", version, "cluster/cinder")
    assert "a Ceph that runs in this cluster itself" in slide
    assert "OPENSTACK" not in slide
    assert "no service of OpenStack" in slide


@VERSIONS
def test_with_view_alone_the_demos_class_is_the_usual_one_and_said_to_be_a_guess(version, told):
    slide = told("sample", version, "deploy/volume", script="demo", user="viewer")
    assert "storageClassName: general-ssd" in slide
    assert "which most volumes here are of" in slide
    assert "is the default does not show." in slide
