import pytest

from tests.cluster.facts.given import fact, given, node, service, static_pod, value, workload

UUID = "98aa9f5c-e272-46e7-8c24-5bf6ac7b1136"


@pytest.mark.parametrize(
    ("provider_id", "region"),
    [(f"openstack:///{UUID}", None), (f"openstack://RegionOne/{UUID}", "RegionOne")],
)
def test_the_region_in_a_provider_id_is_optional(provider_id, region):
    found = given(nodes=[node("a", provider_id=provider_id)])
    assert value("openstack.present", found) is True
    assert value("openstack.region", found) == region


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


def test_the_old_cloud_provider_is_in_the_api_server():
    found = given(pods=[static_pod("kube-apiserver", "a", flags={"cloud-provider": "openstack"})])
    assert value("openstack.cloud_controller.present", found) is True


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
