from datetime import timedelta

import pytest

from deckgen.cluster.snapshot import Container, Custom
from deckgen.fact import Holds
from tests.cluster.facts.given import (
    TAKEN,
    container,
    cron_job,
    fact,
    given,
    node,
    pod,
    setting,
    static_pod,
    value,
    workload,
)

ENDPOINTS = "ClusterConfiguration.etcd.external.endpoints"
FIVE = ",".join(f"https://10.20.0.3{number}:2379" for number in range(1, 6))
SAVES = Container(name="save", image="backup:1", init=True, does=["etcd snapshot save"])


def test_calicos_own_etcd_is_not_the_control_planes():
    calico = pod("kube-system/calico-etcd-x", labels={"k8s-app": "calico-etcd"}, owner="DaemonSet/calico-etcd")
    assert value("etcd.members.count", given(pods=[calico])) is None


def test_external_members_are_counted_from_kubeadm_and_stand_apart_from_the_control_plane():
    found = given(
        settings=[setting("kube-system/kubeadm-config", ENDPOINTS, FIVE)],
        nodes=[node("a", "control-plane", addresses={"InternalIP": "10.20.0.11"})],
    )
    assert value("etcd.members.count", found) == 5
    assert value("etcd.location", found) == "apart from the control plane"


def test_external_members_at_the_control_planes_addresses_are_on_its_nodes():
    found = given(
        settings=[setting("kube-system/kubeadm-config", ENDPOINTS, "https://10.20.0.11:2379")],
        nodes=[node("a", "control-plane", addresses={"InternalIP": "10.20.0.11"})],
    )
    assert value("etcd.location", found) == "on the control-plane nodes"


def test_an_api_server_that_asks_its_own_host_tells_no_count():
    server = static_pod("kube-apiserver", "a", flags={"etcd-servers": "https://127.0.0.1:2379"})
    assert value("etcd.members.count", given(pods=[server])) is None


def test_the_api_servers_flag_counts_where_nothing_else_tells():
    assert (
        value("etcd.members.count", given(pods=[static_pod("kube-apiserver", "a", flags={"etcd-servers": FIVE})])) == 5
    )


def test_sources_that_disagree_give_no_count():
    found = given(
        pods=[static_pod("etcd", "a", image="etcd:3.5.21-0")],
        settings=[setting("kube-system/kubeadm-config", ENDPOINTS, FIVE)],
    )
    assert value("etcd.members.count", found) is None
    assert "disagree" in fact("etcd.members.count", found).reason


def test_static_pods_tell_count_version_and_place():
    found = given(pods=[static_pod("etcd", "a", image="etcd:3.5.21-0")], nodes=[node("a", "control-plane")])
    assert value("etcd.members.count", found) == 1
    assert value("etcd.version", found) == "3.5.21-0"
    assert value("etcd.location", found) == "on the control-plane nodes"


def test_a_snapshot_in_an_init_container_of_a_job_with_any_name_is_a_backup():
    found = given(cron_jobs=[cron_job("ops/nightly", "0 */8 * * *", containers=[SAVES, container()])])
    assert value("etcd.backup.present", found) is True
    assert value("etcd.backup.interval", found) == 8
    assert value("etcd.backup.suspended", found) is False


def test_the_interval_is_the_longest_gap_and_not_the_step():
    found = given(cron_jobs=[cron_job("ops/etcd-backup", "0 0,6,12 * * *")])
    assert value("etcd.backup.interval", found) == 12


def test_a_job_at_work_is_told_before_a_suspended_one():
    jobs = [
        cron_job("a/etcd-backup", "0 0 * * *", suspended=True),
        cron_job("b/etcd-backup", "0 */4 * * *"),
    ]
    assert value("etcd.backup.schedule", given(cron_jobs=jobs)) == "0 */4 * * *"
    assert value("etcd.backup.suspended", given(cron_jobs=jobs[:1])) is True
    told = "CronJob b/etcd-backup; CronJob a/etcd-backup (suspended) .spec.suspend"
    assert fact("etcd.backup.suspended", given(cron_jobs=jobs)).evidence == told


def test_no_job_does_not_mean_no_backup():
    assert value("etcd.backup.present", given()) is None
    assert "cron" in fact("etcd.backup.present", given()).reason
    assert "forbidden" in fact("etcd.backup.present", given(forbidden=("cronjobs.batch",))).reason


def test_rke2_saves_by_itself_on_the_schedule_of_its_arguments():
    arguments = {"rke2.io/node-args": '["--etcd-snapshot-schedule-cron","0 */6 * * *"]'}
    found = given(nodes=[node("a", "etcd", annotations=arguments)])
    assert value("etcd.backup.interval", found) == 6


def test_rke2_that_was_told_not_to_save_is_no_backup():
    arguments = {"rke2.io/node-args": '["--etcd-disable-snapshots","true"]'}
    assert value("etcd.backup.present", given(nodes=[node("a", "etcd", annotations=arguments)])) is None


def test_one_external_endpoint_may_stand_before_several_members():
    vip = [setting("kube-system/kubeadm-config", ENDPOINTS, "https://etcd.example.com:2379")]
    server = static_pod("kube-apiserver", "a", flags={"etcd-servers": "https://etcd.example.com:2379"})
    for found in (given(settings=vip), given(settings=vip, pods=[server])):
        assert value("etcd.members.count", found) is None
        assert "one endpoint" in fact("etcd.members.count", found).reason
    own = [setting("kube-system/kubeadm-config", ENDPOINTS, "https://10.20.0.11:2379")]
    control_plane = [node("a", "control-plane", addresses={"InternalIP": "10.20.0.11"})]
    assert value("etcd.members.count", given(settings=own, nodes=control_plane)) == 1


def test_endpoints_that_kubeadm_still_names_and_the_api_servers_no_longer_ask_disagree():
    server = static_pod("kube-apiserver", "a", flags={"etcd-servers": FIVE})
    three = ",".join(FIVE.split(",")[:3])
    found = fact(
        "etcd.members.count", given(pods=[server], settings=[setting("kube-system/kubeadm-config", ENDPOINTS, three)])
    )
    assert found.value is None
    assert len(found.disagrees) == 2


def test_a_member_that_is_not_ready_is_a_member_still():
    down = pod(
        "kube-system/etcd-b",
        owner="Node/b",
        labels={"component": "etcd", "tier": "control-plane"},
        not_ready=["etcd"],
        containers=[container("etcd:3.5.21-0", name="etcd")],
    )
    found = given(pods=[static_pod("etcd", "a"), down])
    assert value("etcd.members.count", found) == 2
    assert value("etcd.members.ready.count", found) == 1
    assert "etcd-b" in fact("etcd.members.ready.count", found).evidence
    assert value("etcd.members.ready.count", given()) is None


def test_a_members_address_is_its_client_url_and_else_its_hosts():
    labels = {"component": "etcd", "tier": "control-plane"}
    url = {"kubeadm.kubernetes.io/etcd.advertise-client-urls": "https://10.20.0.11:2379"}
    pods = [
        pod(
            "kube-system/etcd-a", owner="Node/a", labels=labels, annotations=url, host_network=True, pod_ip="192.0.2.11"
        ),
        pod("kube-system/etcd-b", owner="Node/b", labels=labels, host_network=True, pod_ip="192.0.2.12"),
        pod("kube-system/etcd-c", owner="Node/c", labels=labels, node="c", pod_ip="10.42.0.7"),
    ]
    nodes = [node("c", "etcd", addresses={"ExternalIP": "198.51.100.13", "InternalIP": "192.0.2.13"})]
    assert value("etcd.members.addresses", given(pods=pods, nodes=nodes)) == ["10.20.0.11", "192.0.2.12", "192.0.2.13"]
    assert value("etcd.members.addresses", given(pods=pods)) == ["10.20.0.11", "192.0.2.12"]
    assert fact("etcd.members.addresses", given(pods=pods)).holds is Holds.OUR_ADDRESS
    labelled = given(nodes=[node("a", "etcd", addresses={"InternalIP": "192.0.2.13"}), node("b")])
    assert value("etcd.members.addresses", labelled) == ["192.0.2.13"]


def test_nodes_labelled_etcd_are_members_where_no_pod_and_no_endpoint_tells():
    found = given(nodes=[node("a", "controlplane", "etcd"), node("b", "etcd"), node("c", "worker")])
    assert value("etcd.members.count", found) == 2
    assert value("etcd.location", found) is None
    assert "1 are control-plane nodes" in fact("etcd.location", found).reason


def test_the_etcd_of_a_hosted_control_plane_is_elsewhere_and_of_a_self_hosted_one_here():
    shoot = [setting("kube-system/shoot-info", "shootName", "x")]
    assert "hosted" in fact("etcd.members.count", given(settings=shoot)).reason
    assert "hosted" in fact("etcd.backup.present", given(settings=shoot)).reason
    for name in ("members.count", "members.ready.count", "version", "backup.present", "backup.interval"):
        assert fact(f"etcd.{name}", given(settings=shoot)).absent
    assert value("etcd.location", given(settings=shoot)) == "with the control plane, which is hosted elsewhere"
    unread = given(settings=shoot, forbidden=("nodes", "pods"))
    assert not fact("etcd.members.count", unread).absent
    own = given(settings=shoot, pods=[static_pod("etcd", "a")], nodes=[node("a", "control-plane")])
    assert value("etcd.members.count", own) == 1
    assert "hosted" not in fact("etcd.backup.present", own).reason


def test_the_job_that_saves_an_applications_etcd_is_not_the_control_planes():
    own = workload("shop/apisix-etcd", "bitnami/etcd:3.5.21", "StatefulSet")
    job = cron_job("shop/apisix-etcd-snapshotter", "*/30 * * * *", containers=[container("bitnami/etcd:3.5.21")])
    assert value("etcd.backup.present", given(workloads=[own], cron_jobs=[job])) is None
    calico = workload("kube-system/calico-etcd", "coreos/etcd:v3.3.9", "DaemonSet")
    real = cron_job("kube-system/etcd-backup", "0 */8 * * *")
    assert value("etcd.backup.interval", given(workloads=[own, calico], cron_jobs=[job, real])) == 8


@pytest.mark.parametrize("name", ["etcd-backup-cleanup", "prune-etcd-snapshots", "etcd-snapshot-exporter"])
def test_a_job_that_tidies_up_snapshots_takes_none(name):
    assert value("etcd.backup.present", given(cron_jobs=[cron_job(f"ops/{name}", "0 0 * * *")])) is None


def test_a_job_that_runs_the_command_is_told_before_one_that_has_the_name():
    jobs = [cron_job("a/etcd-backup-report", "0 * * * *"), cron_job("b/nightly", "0 0 * * *", containers=[SAVES])]
    assert value("etcd.backup.interval", given(cron_jobs=jobs)) == 24


def test_of_two_jobs_at_work_the_more_frequent_one_counts():
    jobs = [cron_job("a/etcd-backup-weekly", "0 0 * * 0"), cron_job("b/etcd-backup", "0 */8 * * *")]
    assert value("etcd.backup.interval", given(cron_jobs=jobs)) == 8


def test_the_last_success_names_the_job_that_had_it_and_how_long_ago():
    last = TAKEN - timedelta(hours=30)
    jobs = [
        cron_job("a/etcd-backup", "0 */8 * * *", last_scheduled=TAKEN),
        cron_job("b/etcd-backup", "0 0 * * *", suspended=True, last_succeeded=last),
    ]
    found = fact("etcd.backup.last_success", given(cron_jobs=jobs))
    assert found.value == last.isoformat()
    assert "b/etcd-backup" in found.evidence
    assert value("etcd.backup.age", given(cron_jobs=jobs)) == 30


def test_a_start_is_no_success():
    found = fact(
        "etcd.backup.last_success", given(cron_jobs=[cron_job("a/etcd-backup", "@daily", last_scheduled=TAKEN)])
    )
    assert found.value is None
    assert TAKEN.isoformat() in found.reason


def snapshot_file(name, **fields):
    return Custom(
        kind="ETCDSnapshotFile",
        api_version="k3s.cattle.io/v1",
        name=name,
        fields={key.replace("__", "."): text for key, text in fields.items()},
    )


def test_of_rke2s_snapshots_the_newest_that_succeeded_counts():
    files = [
        snapshot_file("a", status__creationTime="2026-05-14T00:00:05Z", status__readyToUse=True, spec__location="file"),
        snapshot_file(
            "b", status__creationTime="2026-05-14T06:00:05Z", status__readyToUse=False, spec__location="file"
        ),
    ]
    older = [setting("kube-system/rke2-etcd-snapshots", "x.createdAt", "2026-05-14T09:00:00Z")]
    found = given(customs=files, settings=older)
    assert value("etcd.backup.last_success", found) == "2026-05-14T00:00:05+00:00"
    assert value("etcd.backup.place", found) == "the disks of the etcd nodes"
    assert value("etcd.backup.keep", found) == "60 hours (5 snapshots on each etcd node)"
    assert value("etcd.backup.present", given(customs=files[1:])) is True
    assert value("etcd.backup.last_success", given(customs=files[1:])) is None


def test_older_versions_list_their_snapshots_in_a_config_map_failed_ones_too():
    said = [
        setting("kube-system/k3s-etcd-snapshots", "etcd-snapshot-a-1.createdAt", "2026-05-13T12:00:00Z"),
        setting("kube-system/k3s-etcd-snapshots", "etcd-snapshot-a-1.status", "successful"),
        setting("kube-system/k3s-etcd-snapshots", "etcd-snapshot-a-2.createdAt", "2026-05-14T00:00:00Z"),
        setting("kube-system/k3s-etcd-snapshots", "etcd-snapshot-a-2.status", "failed"),
    ]
    assert value("etcd.backup.last_success", given(settings=said)) == "2026-05-13T12:00:00+00:00"
    assert "k3s-etcd-snapshots" in fact("etcd.backup.present", given(settings=said)).evidence


def test_rke2s_flags_say_where_and_how_long_and_agents_have_none():
    flags = '["--etcd-s3","true","--etcd-s3-bucket","snapshots","--etcd-snapshot-retention","14"]'
    server = node("b", "etcd", "control-plane", annotations={"rke2.io/node-args": flags})
    found = given(nodes=[node("a", annotations={"rke2.io/node-args": "[]"}), server])
    assert value("etcd.backup.schedule", found) == "0 */12 * * *"
    assert value("etcd.backup.place", found) == "S3, bucket snapshots"
    assert value("etcd.backup.keep", found) == "168 hours (14 snapshots on each etcd node)"


def test_snapshots_that_are_off_on_one_of_the_etcd_nodes_are_still_taken_on_the_other():
    off = node("a", "etcd", annotations={"k3s.io/node-args": '["--etcd-disable-snapshots","true"]'})
    assert value("etcd.backup.present", given(nodes=[off, node("b", "etcd", annotations={"k3s.io/node-args": "[]"})]))
    left = [snapshot_file("a", status__creationTime="2026-05-14T00:00:05Z", status__readyToUse=True)]
    assert value("etcd.backup.present", given(nodes=[off], customs=left)) is None


def test_without_the_nodes_flags_rke2s_schedule_is_not_taken_for_its_default():
    listed = [setting("kube-system/rke2-etcd-snapshots", "x.createdAt", "2026-05-14T09:00:00Z")]
    found = given(forbidden=("nodes",), settings=listed)
    assert value("etcd.backup.present", found) is True
    assert value("etcd.backup.schedule", found) is None
    assert value("etcd.backup.suspended", found) is None


def test_rke1s_own_snapshots_and_veleros_objects_are_named_in_the_reason():
    rke1 = given(nodes=[node("a", "controlplane", "etcd")])
    assert "RKE1" in fact("etcd.backup.present", rke1).reason
    velero = Custom(kind="Schedule", api_version="velero.io/v1", name="daily", fields={"spec.schedule": "@daily"})
    found = fact("etcd.backup.present", given(customs=[velero]))
    assert found.value is None
    assert "daily saves objects, not etcd" in found.reason


@pytest.mark.parametrize("name", ["etcd.backup.place", "etcd.backup.keep"])
def test_what_no_api_shows_is_asked_of_the_profile(name):
    assert "customer profile" in fact(name, given()).reason


def test_what_takes_the_snapshots_is_a_job_or_rke2_itself():
    job = cron_job("kube-system/etcd-backup", "0 */8 * * *", last_scheduled=TAKEN)
    assert value("etcd.backup.taken_by", given(cron_jobs=[job])) == "CronJob kube-system/etcd-backup"
    server = node("a", "etcd", kubelet="v1.26.8+rke2r1", annotations={"rke2.io/node-args": "[]"})
    assert value("etcd.backup.taken_by", given(nodes=[server])) == "RKE2"
    assert value("etcd.backup.taken_by", given()) is None


def test_where_no_success_is_noted_the_job_still_tells_when_it_began():
    job = cron_job("kube-system/etcd-backup", "0 */8 * * *", last_scheduled=TAKEN)
    assert value("etcd.backup.last_start", given(cron_jobs=[job])) == TAKEN.isoformat()
    assert value("etcd.backup.last_success", given(cron_jobs=[job])) is None
    server = node("a", "etcd", annotations={"rke2.io/node-args": "[]"})
    assert "not when they began" in fact("etcd.backup.last_start", given(nodes=[server])).reason
