"""Reading real API servers, the oldest and the newest, loaded with the sample and other clusters."""

from datetime import UTC, datetime

import msgspec
import pytest

from deckgen.cluster import collect as reading
from deckgen.cluster import parts
from deckgen.cluster.collect import collect, connect
from deckgen.cluster.listing import WHOLE
from deckgen.cluster.observe import observe
from deckgen.cluster.snapshot import dumps

pytestmark = pytest.mark.bed
SECRET = b"deckgen-must-never-see-this"
SETTINGS = {
    "bare": {("kube-flannel-cfg", "net-conf.json.Backend.Type"): "host-gw"},
    "hosted": {("shoot-info", "provider"): "openstack", ("cilium-config", "routing-mode"): "native"},
    "kaas1": {("calico-config", "calico_backend"): "bird", ("registry-harbor-core", "WITH_CLAIR"): "true"},
    "mixed": {("loki", "config.yaml.compactor.retention_enabled"): "true"},
    "services": {
        ("curator", "nightly.yml.actions.2.filters.1.unit_count"): "${WEEKS:3}",
        ("curator", "config.yml.client.http_auth"): None,
        ("images-harbor-registry", "config.yml.storage.s3.bucket"): "images",
        ("images-harbor-registry", "config.yml.storage.s3.accesskey"): None,
    },
    "canal": {
        ("rke2-canal-config", "net-conf.json.Backend.Type"): "vxlan",
        ("rke2-etcd-snapshots", "local-etcd-snapshot-kubernetes-edge-master-0-1778716402.status"): "successful",
        ("rke2-etcd-snapshots", "local-etcd-snapshot-kubernetes-edge-master-0-1778716402.location"): None,
    },
}
"""By shape, settings that must have been read; None: that must not be kept."""
versions = pytest.mark.parametrize("version", ["old", "newest"])


def read(server, user="admin", **more):
    return collect(connect(server.kubeconfig(user)), **more)


def by_name(records):
    return {record.name: record for record in records}


def settings(snapshot):
    return {(one.config_map, one.name): one.value for one in snapshot.settings}


def without_ages(snapshot):
    """The time of reading shows in ``taken`` and in the printed tables alone."""
    return msgspec.structs.replace(snapshot, taken=datetime(2026, 5, 14, tzinfo=UTC), tables=[])


def is_discreet(snapshot):
    text = dumps(snapshot)
    return b'"pods"' in text and SECRET not in text and b"last-applied" not in text


@versions
def test_the_sample_is_read_without_a_gap(cluster, version):
    snapshot = read(cluster("sample", version))
    assert snapshot.gaps == []
    assert is_discreet(snapshot)
    assert snapshot.origins[0].version.startswith("v1.")
    assert len(snapshot.nodes) == 9
    assert by_name(snapshot.nodes)["retail-prod-cp-1"].ready is True
    assert {one.kind for one in snapshot.workloads} == {"Deployment", "StatefulSet", "DaemonSet"}
    assert all(one.schedule for one in snapshot.cron_jobs)
    assert any("etcd snapshot save" in box.does for one in snapshot.cron_jobs for box in one.containers)
    assert all(route.service for one in snapshot.ingresses for route in one.routes)
    assert any(one.default for one in snapshot.storage_classes)
    assert all(one.capacity > 0 and one.driver for one in snapshot.volumes)
    assert {"Prometheus", "IPPool", "Certificate", "PodDisruptionBudget"} <= {one.kind for one in snapshot.customs}


@versions
def test_the_sample_gives_the_settings_that_facts_read(cluster, version):
    found = settings(read(cluster("sample", version)))
    assert found["kubeadm-config", "ClusterConfiguration.networking.podSubnet"] == "10.42.0.0/16"
    assert found["kubeadm-config", "ClusterConfiguration.etcd.external.endpoints"].count("https://") == 5
    assert found["calico-config", "calico_backend"] == "vxlan"
    assert found["harbor-core", "EXT_ENDPOINT"] == "https://registry.retail.example.com"
    assert found["harbor-registry", "config.yml.storage.swift.container"] == "harbor-registry"
    assert found["curator-config", "action_file.yml.actions.1.filters.1.unit_count"] == "7"


def test_old_api_versions_are_read_where_there_are_no_newer_ones(cluster):
    old, newest = (read(cluster("sample", version)) for version in ("old", "newest"))
    budgets = [{one.api_version for one in each.customs if one.kind == "PodDisruptionBudget"} for each in (old, newest)]
    assert budgets == [{"policy/v1beta1"}, {"policy/v1"}]
    assert [one.name for one in old.cron_jobs] == [one.name for one in newest.cron_jobs]
    assert old.ingresses == newest.ingresses
    assert old.pods == newest.pods


@versions
def test_with_view_alone_what_is_not_in_it_becomes_a_gap(cluster, version):
    snapshot = read(cluster("sample", version), "viewer")
    missing = {gap.resource for gap in snapshot.gaps}
    assert {"nodes", "persistentvolumes", "storageclasses.storage.k8s.io", "csidrivers.storage.k8s.io"} <= missing
    assert {"clusterrolebindings.rbac.authorization.k8s.io", "prometheuses.monitoring.coreos.com"} <= missing
    assert {gap.reason for gap in snapshot.gaps} == {"forbidden"}
    assert all("this user" in gap.detail and "viewer" not in gap.detail for gap in snapshot.gaps)
    assert {"pods", "configmaps", "deployments.apps"} <= set(snapshot.resources)
    assert not missing & set(snapshot.resources)
    assert (snapshot.nodes, snapshot.volumes) == ([], [])
    assert snapshot.pods
    # 1.20's `view` lacks EndpointSlices, so there Endpoints are read in their place.
    assert ("endpoints" if version == "old" else "endpointslices.discovery.k8s.io") in snapshot.resources


@versions
def test_without_any_rights_the_version_is_known_and_every_missing_right_is_named(cluster, version):
    snapshot = read(cluster("sample", version), "nobody")
    assert snapshot.resources == []
    assert {gap.reason for gap in snapshot.gaps} == {"forbidden"}
    details = {gap.resource: gap.detail for gap in snapshot.gaps}
    assert details["nodes"] == 'this user cannot list resource "nodes" in API group "" at the cluster scope'
    assert 'list resource "prometheuses" in API group "monitoring' in details["prometheuses.monitoring.coreos.com"]
    assert 'cannot get resource "configmaps"' in details["configmaps"]
    found = observe(snapshot)
    # An old version by itself is a caveat.
    assert {name.partition(".")[0] for name, fact in found.items() if fact.visible} <= {"server", "security"}
    assert found["server.version"].visible
    assert found["storage.classes"].reason == (
        "storageclasses.storage.k8s.io: forbidden to this user; "
        "list storageclasses.storage.k8s.io is in `deckgen manifests rbac`"
    )


@versions
def test_lists_in_pages_give_the_same_as_lists_in_one_piece(cluster, version, monkeypatch):
    server = cluster("sample", version)
    monkeypatch.setattr(reading, "limits", lambda _: (WHOLE, 3))
    monkeypatch.setattr(parts, "PART", 5000)
    whole = read(server)
    monkeypatch.setattr(reading, "limits", lambda _: (3, WHOLE))
    paged = read(server)
    assert len(whole.pods) > 3
    assert dumps(without_ages(paged)) == dumps(without_ages(whole))


def test_progress_counts_what_was_read(cluster):
    told = {}
    snapshot = read(cluster("sample", "newest"), progress=lambda name, count: told.update({name: count}))
    assert told["pods"] == len(snapshot.pods)
    assert told["nodes"] == len(snapshot.nodes)


@versions
@pytest.mark.parametrize("shape", SETTINGS)
def test_other_clusters_are_read_without_a_gap_and_without_a_secret(cluster, shape, version):
    snapshot = read(cluster(shape, version))
    assert snapshot.gaps == []
    assert is_discreet(snapshot)
    found = settings(snapshot)
    assert {place: found.get(place) for place in SETTINGS[shape]} == SETTINGS[shape]
    # What a cluster does not have is no gap, and is not among what was read.
    assert ("ippools.crd.projectcalico.org" in snapshot.resources) == any(
        one.kind == "IPPool" for one in snapshot.customs
    )


def test_of_a_nodes_command_line_the_known_flags_are_kept(cluster):
    nodes = read(cluster("canal", "newest")).nodes
    arguments = next(one.annotations["rke2.io/node-args"] for one in nodes if "rke2.io/node-args" in one.annotations)
    assert '"--etcd-snapshot-schedule-cron","0 */6 * * *"' in arguments
    assert "token" not in arguments
    assert "kubelet-arg" not in arguments
