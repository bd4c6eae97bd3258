from tests.cluster.facts.given import container, fact, given, setting, value, workload

EXTERNAL_DNS = "registry.k8s.io/external-dns/external-dns"


def test_the_resources_that_are_watched_are_read_from_the_flags():
    both = workload("x/external-dns", f"{EXTERNAL_DNS}:v0.17.0", flags={"source": "service,ingress"})
    silent = workload("x/other", f"{EXTERNAL_DNS}:v0.17.0")
    assert value("dns.sources", given(workloads=[both])) == ["ingress", "service"]
    assert value("dns.sources", given(workloads=[both, silent])) is None
    assert value("dns.sources", given()) is None


def test_newer_versions_reach_designate_by_a_sidecar():
    webhook = container("ghcr.io/inovex/external-dns-openstack-webhook:1.1.0", name="webhook")
    main = container(f"{EXTERNAL_DNS}:v0.17.0", flags={"provider": "webhook", "domain-filter": "b.example,a.example"})
    found = given(workloads=[workload("x/external-dns", containers=[main, webhook])])
    assert value("dns.designate.present", found) is True
    assert value("dns.zones", found) == ["a.example", "b.example"]
    assert value("dns.external_dns.version", found) == "0.17.0"


def test_a_webhook_for_another_provider_is_not_designate():
    main = workload("x/external-dns", f"{EXTERNAL_DNS}:v0.17.0", flags={"provider": "webhook"})
    assert value("dns.designate.present", given(workloads=[main])) is False


def test_older_versions_name_designate_themselves():
    main = workload("x/external-dns", f"{EXTERNAL_DNS}:v0.5.14", flags={"provider": "designate"})
    assert value("dns.designate.present", given(workloads=[main])) is True
    assert value("dns.zones", given(workloads=[main])) is None


def test_a_provider_that_nothing_names_is_left_open():
    main = workload("x/external-dns", f"{EXTERNAL_DNS}:v0.14.2")
    assert value("dns.designate.present", given(workloads=[main])) is None
    assert "EXTERNAL_DNS_PROVIDER" in fact("dns.designate.present", given(workloads=[main])).reason


def test_one_of_two_that_writes_to_designate_is_enough():
    two = [
        workload("x/public", f"{EXTERNAL_DNS}:v0.14.2", flags={"provider": "aws"}),
        workload("y/own", f"{EXTERNAL_DNS}:v0.14.2", flags={"provider": "designate", "domain-filter": "b.example"}),
    ]
    assert value("dns.designate.present", given(workloads=two)) is True
    assert value("dns.zones", given(workloads=two)) == ["b.example"]


def test_an_older_sidecar_for_designate_has_another_name():
    webhook = container("registry.example.com/external-dns-designate-webhook:0.2", name="webhook")
    main = container(f"{EXTERNAL_DNS}:v0.17.0", flags={"provider": "webhook"})
    found = given(workloads=[workload("x/external-dns", containers=[main, webhook])])
    assert value("dns.designate.present", found) is True


def test_unread_workloads_say_nothing_about_designate():
    assert value("dns.designate.present", given(forbidden=("deployments.apps",))) is None


def test_beside_a_hosted_control_plane_designate_is_left_open():
    shoot = [setting("kube-system/shoot-info", "shootName", "x")]
    assert value("dns.designate.present", given()) is False
    assert value("dns.designate.present", given(settings=shoot)) is None
    assert "Gardener" in fact("dns.designate.present", given(settings=shoot)).reason
