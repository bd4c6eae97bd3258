import pytest

from deckgen.cluster.snapshot import Container
from tests.cluster.facts.given import container, cron_job, fact, given, node, pod, setting, static_pod, value

ENDPOINTS = "ClusterConfiguration.etcd.external.endpoints"
FIVE = ",".join(f"https://10.20.0.3{number}:2379" for number in range(1, 6))
SAVES = Container(name="save", image="backup:1", init=True, does=["etcd snapshot save"])


def test_calicos_own_etcd_is_not_the_control_planes():
    calico = pod("kube-system/calico-etcd-x", labels={"k8s-app": "calico-etcd"}, owner="DaemonSet/calico-etcd")
    assert value("etcd.members.count", given(pods=[calico])) is None


def test_external_members_are_counted_from_kubeadm_and_stand_on_nodes_of_their_own():
    found = given(
        settings=[setting("kube-system/kubeadm-config", ENDPOINTS, FIVE)],
        nodes=[node("a", "control-plane", addresses={"InternalIP": "10.20.0.11"})],
    )
    assert value("etcd.members.count", found) == 5
    assert value("etcd.location", found) == "on nodes of their own"


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


@pytest.mark.parametrize("name", ["etcd.backup.place", "etcd.backup.keep"])
def test_what_no_api_shows_is_asked_of_the_profile(name):
    assert "customer profile" in fact(name, given()).reason
