"""Which ConfigMaps are asked for, and what is kept of them."""

import pytest

from deckgen.cluster.config_maps import KNOWN, settings_of, wanted
from deckgen.cluster.snapshot import Container, CronJob, Workload
from deckgen.cluster.wire import Meta
from deckgen.cluster.wire_objects import ConfigMap

SECRET = "deckgen-must-never-see-this"


def config_map(namespace, name, **data):
    data = {key.replace("__", "."): text for key, text in data.items()}
    return ConfigMap(metadata=Meta(name=name, namespace=namespace), data=data)


def workload(image, *config_maps, **more):
    containers = [Container(name="main", image=image, **more)]
    return Workload(
        kind="Deployment", namespace="tools", name="x", config_maps=list(config_maps), containers=containers
    )


def kept(source, users=()):
    rules = wanted(users, ())[source.metadata.namespace, source.metadata.name]
    return {setting.name: setting.value for setting in settings_of(source, rules)}


def test_those_with_a_fixed_name_are_always_asked_for():
    assert ("kube-system", "kubeadm-config") in wanted((), ())
    assert set(wanted((), ())) == set(KNOWN)


def test_those_that_hold_private_keys_are_never_asked_for():
    greedy = workload("goharbor/harbor-core:v2", "full-cluster-state", "cluster-state", "registry-core")
    assert set(wanted([greedy], ())) - set(KNOWN) == {("tools", "registry-core")}


def test_a_workload_of_another_image_makes_nothing_wanted():
    assert set(wanted([workload("registry.example.com/shop/web:1", "web-config")], ())) == set(KNOWN)


def test_the_cluster_configuration_gives_ranges_and_external_etcd():
    text = "networking: {podSubnet: 10.42.0.0/16}\n"
    text += "etcd: {external: {endpoints: [https://a:2379, https://b:2379], keyFile: /k}}"
    assert kept(config_map("kube-system", "kubeadm-config", ClusterConfiguration=text, ClusterStatus=SECRET)) == {
        "ClusterConfiguration.networking.podSubnet": "10.42.0.0/16",
        "ClusterConfiguration.etcd.external.endpoints": "https://a:2379,https://b:2379",
    }


def test_canals_name_comes_from_the_workload_that_mounts_it():
    source = config_map(
        "tools",
        "rke2-canal-config",
        **{"net-conf.json": '{"Network": "10.42.0.0/16",\n\t"Backend": {"Type": "vxlan"}}'},
    )
    canal = workload("rancher/hardened-flannel:v0.22.1", "rke2-canal-config")
    assert kept(source, [canal]) == {"net-conf.json.Network": "10.42.0.0/16", "net-conf.json.Backend.Type": "vxlan"}


def test_harbors_passwords_are_left_behind():
    core = config_map("tools", "core", EXT_ENDPOINT="https://r.example.com", _REDIS_URL_CORE=f"redis://:{SECRET}@redis")
    assert kept(core, [workload("goharbor/harbor-core:v2.11.0", "core")]) == {"EXT_ENDPOINT": "https://r.example.com"}
    text = f"storage: {{swift: {{authurl: https://id.example.com, password: {SECRET}}}}}\nredis: {{password: {SECRET}}}"
    registry = config_map("tools", "registry", config__yml=text)
    assert kept(registry, [workload("mirror.example.com/goharbor/registry-photon:v2.11.0", "registry")]) == {
        "config.yml.storage.swift.authurl": "https://id.example.com"
    }


def test_curators_action_file_is_read_and_its_login_is_not():
    text = "actions: {1: {action: delete_indices, filters: [{filtertype: age, unit: days, unit_count: 7, value: x}]}}"
    source = config_map("tools", "curator", action_file__yml=text, config__yml=f"client: {{http_auth: u:{SECRET}}}")
    job = CronJob(
        namespace="tools",
        name="curator",
        schedule="0 1 * * *",
        config_maps=["curator"],
        containers=[Container(name="curator", image="untergeek/curator:5.8.4")],
    )
    found = {one.name: one.value for one in settings_of(source, wanted((), [job])["tools", "curator"])}
    assert found == {
        "action_file.yml.actions.1.action": "delete_indices",
        "action_file.yml.actions.1.filters.0.filtertype": "age",
        "action_file.yml.actions.1.filters.0.unit": "days",
        "action_file.yml.actions.1.filters.0.unit_count": "7",
        "action_file.yml.actions.1.filters.0.value": "x",
    }


def test_of_keystones_policy_only_that_it_is_there_is_kept():
    users = [workload("k8s-keystone-auth:v1.33.0", flags={"policy-configmap-name": "policy"})]
    source = config_map("tools", "policy", policies=f"[{SECRET}]")
    assert kept(source, users) == {"policies": "present"}


@pytest.mark.parametrize("text", ["", "{", "\t\t:", "- just\n- a list", "word", "a: &a [*a]"])
def test_text_of_another_form_gives_nothing(text):
    assert kept(config_map("kube-system", "kubeadm-config", ClusterConfiguration=text)) == {}
