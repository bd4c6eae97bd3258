import pytest

from tests.cluster.facts.given import fact, given, node, service, setting, static_pod, value, workload

UUID = "98aa9f5c-e272-46e7-8c24-5bf6ac7b1136"


@pytest.mark.parametrize(
    ("provider_id", "region"),
    [(f"openstack:///{UUID}", None), (f"openstack://RegionOne/{UUID}", "RegionOne")],
)
def test_the_region_in_a_provider_id_is_optional(provider_id, region):
    found = given(nodes=[node("a", provider_id=provider_id)])
    assert value("openstack.present", found) is True
    assert value("openstack.region", found) == region


@pytest.mark.parametrize(("provider_id", "region"), [(f"/{UUID}", None), (f"RegionTwo/{UUID}", "RegionTwo")])
def test_a_provider_id_may_lack_its_scheme(provider_id, region):
    found = given(nodes=[node("a", provider_id=provider_id)])
    assert value("openstack.present", found) is True
    assert value("openstack.region", found) == region


@pytest.mark.parametrize("provider_id", ["", "worker-1", "aws:///eu-west-1a/i-0abc", f"aws://x/{UUID}", "a/b"])
def test_what_is_no_provider_id_of_openstack_is_no_sign(provider_id):
    assert value("openstack.present", given(nodes=[node("a", provider_id=provider_id)])) is None


def test_the_region_falls_back_to_the_nodes_labels_and_their_older_names():
    label = {"failure-domain.beta.kubernetes.io/region": "RegionOne"}
    found = given(nodes=[node("a", provider_id=f"openstack:///{UUID}", labels=label)])
    assert value("openstack.region", found) == "RegionOne"


def test_gardeners_shoot_info_names_openstack_and_its_cloud_controller_is_elsewhere():
    shoot = [setting("kube-system/shoot-info", "provider", "openstack")]
    assert value("openstack.present", given(settings=shoot)) is True
    assert "outside the cluster" in fact("openstack.cloud_controller.present", given(settings=shoot)).reason
    other = [setting("kube-system/shoot-info", "provider", "aws")]
    assert value("openstack.present", given(settings=other)) is None


def test_barbican_shows_by_its_plug_in_and_an_encryption_file_alone_is_not_barbican():
    at = {"nodes": [node("a", provider_id=f"openstack:///{UUID}")]}
    server = static_pod("kube-apiserver", "a", flags={"encryption-provider-config": "/etc/x.yaml"})
    plug_in = workload("kube-system/kms", "registry.k8s.io/provider-os/barbican-kms-plugin:v1.33.0", "DaemonSet")
    assert "barbican" in services_of(given(workloads=[plug_in], **at))
    assert "barbican" not in services_of(given(pods=[server], **at))


@pytest.mark.parametrize("driver", ["manila.csi.openstack.org", "cephfs.manila.csi.openstack.org"])
def test_manila_is_listed_where_its_driver_shows_under_any_name_and_is_not_ceph(driver):
    found = given(nodes=[node("a", provider_id=f"openstack:///{UUID}")], csi_drivers=[driver])
    assert "manila" in services_of(found)
    assert value("storage.ceph.present", found) is None


def services_of(snapshot):
    return [row["service"] for row in value("openstack.integrations", snapshot) if row["present"]]


def test_a_cluster_without_any_sign_may_still_run_on_openstack():
    found = fact("openstack.present", given(nodes=[node("a")]))
    assert found.value is None
    assert found.reason


def test_another_clouds_provider_id_is_no_sign():
    assert value("openstack.present", given(nodes=[node("a", provider_id="rke2://a")])) is None


def test_the_cloud_controller_is_told_by_its_image_and_not_its_label():
    named = workload("kube-system/ccm", "mirror/provider-os/openstack-cloud-controller-manager:v1.33.0", "DaemonSet")
    assert value("openstack.cloud_controller.version", given(workloads=[named])) == "1.33.0"
    labelled = workload("kube-system/x", labels={"k8s-app": "openstack-cloud-controller-manager"})
    assert value("openstack.cloud_controller.present", given(workloads=[labelled])) is None


@pytest.mark.parametrize("component", ["kube-apiserver", "kube-controller-manager"])
def test_the_old_cloud_provider_is_a_flag_of_the_control_plane(component):
    found = given(pods=[static_pod(component, "a", flags={"cloud-provider": "openstack"})])
    assert value("openstack.cloud_controller.present", found) is True
    outside = given(pods=[static_pod(component, "a", flags={"cloud-provider": "external"})])
    assert value("openstack.cloud_controller.present", outside) is None


def test_integrations_name_the_sign_of_each_service_and_why_one_does_not_show():
    found = given(
        nodes=[node("a", provider_id=f"openstack:///{UUID}")],
        services=[
            service("web/shop", type="LoadBalancer", annotations={"loadbalancer.openstack.org/load-balancer-id": "x"})
        ],
    )
    rows = {row["service"]: row for row in value("openstack.integrations", found)}
    assert rows["octavia"]["present"] is True
    assert rows["keystone"]["present"] is False
    assert "k8s-keystone-auth" in rows["keystone"]["evidence"]
    assert value("openstack.integrations.count", found) == 3
