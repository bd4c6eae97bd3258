"""What a slide claims holds for the cluster that it is made of, and no more than was seen is claimed."""

import pytest

from tests.cards import UNKNOWN, deck_of, sample_facts, seen, texts

BACKUP = {
    "etcd.backup.present": True,
    "etcd.backup.interval": 8,
    "etcd.backup.suspended": False,
    "etcd.backup.schedule": "0 */8 * * *",
}
LAST = {"etcd.backup.last_success": "2026-05-14T08:00:41+00:00"}


def slide_of(facts, wanted, audience="call", script="production"):
    return next(slide for slide in deck_of(script, audience, seen(facts), UNKNOWN).slides if slide.id == wanted)


def words_of(facts, wanted, **made):
    slide = slide_of(facts, wanted, **made)
    return " ".join([str(slide.title), str(slide.lead), *texts(slide.slots)])


@pytest.mark.parametrize(
    ("last", "title", "bounded"),
    [
        (LAST | {"etcd.backup.age": 3}, "etcd is saved every eight hours, last on 14 May 2026", True),
        (
            LAST | {"etcd.backup.age": 4620},
            "etcd should be saved every eight hours, and was last on 14 May 2026",
            False,
        ),
        ({}, "etcd should be saved every eight hours", False),
    ],
)
def test_no_more_than_an_interval_is_lost_only_where_the_last_backup_is_as_young(last, title, bounded):
    slide = slide_of(BACKUP | last, "etcd/backups")
    assert str(slide.title) == title
    assert ("Were everything lost, at most eight hours" in str(slide.lead)) is bounded


def test_a_backup_of_which_no_success_shows_is_not_said_to_be_made():
    slide = slide_of(BACKUP | {"etcd.backup.last_start": "2026-05-14T08:00:00+00:00"}, "etcd/backups")
    assert str(slide.title) == "etcd should be saved every eight hours, and the job last began on 14 May 2026"
    assert "eight hours" not in str(slide.lead)


def test_what_rke2_saves_by_itself_is_not_looked_for_among_jobs():
    def notes(by):
        return slide_of(BACKUP | {"etcd.backup.taken_by": by}, "etcd/backups").notes

    assert "RKE2 itself takes the snapshots" in " ".join(texts(notes("RKE2").say))
    assert not list(texts(notes("RKE2").type))
    assert "kubectl get cronjobs -A" in " ".join(texts(notes("CronJob kube-system/save").type))


def test_snapshots_of_etcd_that_are_seen_in_swift_are_not_called_invisible():
    facts = {
        "openstack.present": True,
        "objectstorage.swift.present": True,
        "objectstorage.swift.uses": ["etcd snapshots"],
    }
    assert "etcd backups go to" not in words_of(facts, "cluster/swift")
    assert "etcd backups go to" in words_of(facts | {"objectstorage.swift.uses": ["Harbor's images"]}, "cluster/swift")
    assert "swift" in words_of(BACKUP | facts, "etcd/way")


def test_nodes_on_another_version_than_the_api_server_are_not_said_to_run_the_same():
    def title(kubelets):
        facts = {"nodes.kubelet.versions": kubelets, "server.version": "1.20.15", "server.git_version": "v1.20.15"}
        counts = {"nodes.count": 5, "nodes.ready.count": 5, "nodes.not_ready.count": 0}
        return str(slide_of(facts | counts, "cluster/nodes").title)

    assert title(["1.20.15"]) == "All five nodes are ready and run the same Kubernetes, 1.20.15"
    assert title(["1.14.3"]) == "The API serves 1.20.15; the kubelet on your nodes is 1.14.3"


def test_where_no_swift_is_seen_nobody_is_warned_of_its_containers():
    def slide(facts):
        return next(slide for slide in deck_of("production", "call", facts).slides if slide.id == "cluster/swift")

    assert "containers" in str(slide(sample_facts()).slots["callout"].text)
    assert "containers" not in str(slide(seen({"openstack.present": True})).slots["callout"].text)


def test_without_an_overlay_the_network_is_not_said_to_see_no_pods():
    def follows(overlay):
        facts = {"network.overlay": overlay, "network.overlay.across_subnets": False, "openstack.present": True}
        slide = slide_of(facts, "traffic/vxlan")
        return " ".join((slide.slots["figure"].alt, *map(str, slide.notes.say)))

    assert "sees only nodes" in follows("vxlan")
    assert "Neutron sees pods' own addresses" in follows("none")
    assert "sees only nodes" not in follows("none")


def test_a_service_is_promised_an_address_only_where_something_gives_one():
    def lead(facts):
        return str(slide_of({"loadbalancers.count": 0} | facts, "cluster/octavia").lead)

    assert "an address that the world can reach comes back" in lead({"openstack.cloud_controller.present": True})
    assert "waits until something in the cluster gives it an address" in lead({})
    assert "comes back" in lead({"loadbalancers.count": 1})


@pytest.mark.parametrize(
    ("ready", "count", "said"),
    [
        (0, 1, "Your only node is not ready, and needs a look"),
        (0, 3, "None of three nodes is ready, and each needs a look"),
        (5, 6, "Five of six nodes are ready; one needs a look"),
    ],
)
def test_nodes_that_are_not_ready_are_counted_in_a_whole_sentence(ready, count, said):
    counts = {"nodes.ready.count": ready, "nodes.not_ready.count": count - ready, "nodes.count": count}
    assert str(slide_of(counts, "cluster/nodes").title) == said


def test_a_volume_of_an_unknown_kind_is_not_said_to_outlast_its_node():
    def lead(values):
        return str(slide_of({"storage.volumes.count": 1} | values, "cluster/cinder").lead)

    assert "or its node" in lead({"storage.cinder.present": True})
    assert "node" not in lead({"storage.cinder.present": False})


def test_without_a_load_balancer_no_request_is_said_to_pass_one():
    def way(values):
        slide = slide_of(values | {"ingress.controller": "Traefik", "gateway.count": 0}, "traffic/request")
        return slide.slots["figure"].alt

    assert "load balancer" not in way({"loadbalancers.count": 0})
    assert "load balancer" in way({"loadbalancers.count": 1})


def test_no_job_is_said_to_save_etcd_where_none_is_seen():
    def said(values):
        return " ".join(texts(slide_of(values, "etcd/backups").notes.say))

    assert "A job in the cluster" not in said({})
    assert "A job in the cluster" in said({"etcd.backup.taken_by": "CronJob kube-system/etcd-backup"})


def test_nodes_without_a_flavor_are_not_said_to_be_carried_by_one():
    def title(count):
        flavors = [{"flavor": "m2.large", "role": "worker", "count": 4}]
        facts = {"openstack.present": True, "nodes.flavors": flavors, "nodes.count": count}
        return str(slide_of(facts, "cluster/flavors").title)

    assert title(5).startswith("One flavor carries four of your five nodes;")
    assert title(4).startswith("One flavor carries your nodes;")


def test_a_load_balancer_that_waits_for_its_address_is_said_to_wait_at_first_glance():
    def glance(pending):
        facts = {"loadbalancers.count": 3, "loadbalancers.pending.count": pending}
        return " ".join(texts(slide_of(facts, "welcome/glance").slots))

    assert "3, 1 of them without an address" in glance(1)
    assert "without an address" not in glance(0)


def test_volumes_and_services_of_the_platform_are_not_said_to_be_the_customers():
    facts = {
        "openstack.present": True,
        "storage.cinder.present": True,
        "storage.cinder.volumes.count": 17,
        "storage.volumes.count": 17,
        "loadbalancers.count": 4,
        "loadbalancers.octavia.count": 4,
        "loadbalancers.pending.count": 0,
    }
    assert "17 volumes live in cinder" in words_of(facts, "cluster/cinder")
    assert "four Services, with" in words_of(facts, "cluster/octavia")
    assert "the 17 volumes" in words_of(facts, "etcd/kept")


def test_where_keystone_decides_too_roles_are_not_said_to_decide_alone():
    facts = {"openstack.present": True, "identity.keystone.present": True}
    policy = {"identity.webhook.authorization": True, "identity.keystone.policy": "ConfigMap k8s-auth-policy"}
    webhook = {"identity.webhook.authorization": True}
    assert "roles in your cluster say" in words_of(facts, "cluster/keystone")
    assert "roles and a policy say" in words_of(facts | policy, "cluster/keystone")
    assert "roles and a webhook say" in words_of(facts | webhook, "cluster/keystone")
    assert "RBAC decides the rest" in str(slide_of(facts, "cluster/keystone").notes)
    assert "RBAC decides the rest" not in str(slide_of(facts | webhook, "cluster/keystone").notes)


def test_what_signs_people_in_is_not_said_to_stand_behind_keystone():
    facts = {"openstack.present": True, "identity.keystone.present": True, "identity.provider": "keystone"}
    words = words_of(facts, "cluster/keystone")
    assert "Identity provider" in words
    assert "behind it" not in words


def test_flavors_that_could_not_be_read_are_still_not_to_be_changed_by_hand():
    words = words_of({"openstack.present": True}, "cluster/flavors")
    assert "talk to us first" in words
    assert "not visible" in words
    rows = [{"flavor": "k3s", "role": "worker", "count": 3}]
    elsewhere = deck_of("production", "call", seen({"nodes.flavors": rows}), UNKNOWN)
    assert "cluster/flavors" not in [slide.id for slide in elsewhere.slides]


def test_caveats_that_could_not_all_be_looked_for_are_not_said_to_be_all():
    facts = {"security.caveats": [{"caveat": "Secrets lie unencrypted in etcd", "detail": "no flag"}]}
    assert words_of(facts, "security/caveats").startswith("At least one caveat applies")
    assert words_of(facts | {"security.wide_admins": []}, "security/caveats").startswith("One caveat applies")


def test_an_image_is_not_said_to_be_scanned_on_each_push_since_that_is_up_to_the_project():
    facts = {"services.harbor.present": True, "services.harbor.scanner": "Trivy"}
    assert "if the project says so" in words_of(facts, "services/push")


@pytest.mark.parametrize(("minor", "shown"), [(20, False), (37, True)])
def test_what_an_old_server_cannot_do_is_not_shown_on_it(minor, shown):
    deck = deck_of("demo", "call", seen({"server.minor": minor, "demo.namespace": "hello"}))
    notes = " ".join(str(slide.notes) for slide in deck.slides)
    assert ("kubectl auth whoami" in notes) is shown
    assert ("takes nothing that asks for root" in notes) is shown


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ({"ingress.way_in": "host network"}, "no connection is the node"),
        ({"ingress.way_in": "load balancer", "loadbalancers.count": 1}, "no connection is the load balancer"),
        ({"loadbalancers.count": 0, "gateway.count": 0}, "no connection is the node"),
        ({}, "no connection is the load balancer"),
    ],
)
def test_no_load_balancer_is_looked_at_where_none_stands_before_the_nodes(way, said):
    assert said in " ".join(texts(slide_of({"ingress.controller": "Traefik"} | way, "traffic/request").notes.say))


def test_what_was_looked_for_by_name_alone_is_not_said_to_be_nowhere():
    none = {f"services.{one}.present": False for one in ("dashboard", "logging", "prometheus", "grafana")}
    facts = none | {"services.list": [], "services.prometheus.count": 0}
    for slide in ("services/dashboard", "services/logging", "services/metrics"):
        shown = words_of(facts, slide)
        assert "was found" in shown
        assert "not found" in shown
    assert "kubectl shows the same as they would" in " ".join(texts(slide_of(facts, "services/dashboard").notes.say))


def test_logs_that_a_collector_carries_away_are_not_said_to_end_with_the_pod():
    def lead(*found):
        facts = {"services.logging.present": False, "services.list": [{"name": one} for one in found]}
        return str(slide_of(facts, "services/logging").lead)

    assert lead("Log collection").startswith("A collector runs on the nodes")
    assert lead() == "What nothing collects is gone with the pod."


def test_that_no_binding_names_an_administrator_is_not_said_of_all_administrators():
    assert "Full administrators none named by a binding" in words_of(
        {"rbac.cluster_admins": []}, "access/initial-account"
    )
    assert "Full administrators anna" in words_of({"rbac.cluster_admins": ["anna"]}, "access/initial-account")


def test_without_a_class_a_claim_is_said_to_wait():
    facts = {"storage.classes": [], "storage.volumes.count": 0, "storage.csi_drivers": []}
    assert "a claim waits" in words_of(facts | {"storage.cinder.present": False}, "cluster/cinder")


def test_where_no_ingress_names_a_host_the_demo_is_asked_for_by_its_placeholder():
    facts = {"demo.namespace": "hello", "demo.ingress_class": "public", "ingress.address": "203.0.113.7"}
    slide = slide_of(facts, "deploy/walkthrough", script="demo")
    assert "curl -H 'Host: hello.change-me.example' http://ADDRESS/" in " ".join(texts(slide.slots))
    assert "ADDRESS is where the controller answers: 203.0.113.7" in " ".join(texts(slide.notes.type))


def test_no_url_is_made_of_an_address_that_is_none():
    def typed(way, address):
        facts = {"demo.ingress_class": "nginx", "demo.host": "hello.example.com"}
        facts |= {"ingress.way_in": way, "ingress.address": address}
        return " ".join(texts(slide_of(facts, "deploy/walkthrough", script="demo").notes.type))

    assert "http://203.0.113.7/" in typed("load balancer", "203.0.113.7")
    assert "http://ADDRESS/, with ADDRESS for the network of 2 nodes" in typed("host network", "the network of 2 nodes")


def test_a_log_line_is_not_followed_from_the_pod_where_no_collector_is_seen():
    def way(product):
        facts = {"services.logging.present": True, "services.logging.retention": 14}
        return slide_of(facts | {"services.logging.product": product}, "services/logging").slots["figure"].alt

    assert "a collector (none was seen), Loki" in way("Loki")
    assert "Alloy, Loki" in way("Loki and Alloy")


def test_a_webhook_that_does_not_show_is_nothing_to_try_rights_by():
    def tried(facts):
        return " ".join(texts(slide_of(facts, "preparation/checklist").slots))

    nobody = {"rbac.people.count": 0, "rbac.groups.count": 0}
    assert "rights by the webhook" not in tried(nobody)
    assert "rights by the webhook" in tried(nobody | {"identity.webhook.authorization": True})


@pytest.mark.parametrize(("servers", "yours"), [(9, True), (8, False), (None, False)])
def test_nodes_are_said_to_be_servers_of_nova_only_where_each_says_so(servers, yours):
    facts = {"openstack.present": True, "nodes.count": 9, "network.overlay": "vxlan", "compute.servers.count": servers}
    assert ("Your nine nodes are servers" in words_of(facts, "cluster/nova")) is yours
    neutron = words_of(facts, "cluster/neutron")
    assert ("joins your nine nodes" in neutron) is yours
    assert "inside VXLAN" in neutron


def test_api_servers_of_several_versions_are_not_shown_as_one():
    facts = {"server.version": "1.33.4", "server.versions": ["1.32.8", "1.33.4"], "nodes.kubelet.versions": ["1.32.8"]}
    shown = words_of(facts, "cluster/nodes")
    assert "API servers of 1.32.8 and 1.33.4 answer here at the same time" in shown
    assert "API servers Kubernetes 1.32.8 and 1.33.4" in shown
    assert "API server Kubernetes 1.33.4" in words_of(facts | {"server.versions": ["1.33.4"]}, "cluster/nodes")


def test_an_address_that_an_audience_is_not_told_is_not_said_to_be_nowhere():
    facts = {"services.prometheus.present": True, "services.prometheus.count": 1, "services.grafana.present": True}
    url = {"services.grafana.url": "https://grafana.example.com"}
    assert "no address of it shows" in words_of(facts, "services/metrics")
    words = words_of(facts | url, "run/metrics", audience="presales")
    assert "https://site-one.example.com" in words
    assert "no address" not in words


def test_a_volume_of_the_demo_is_not_said_to_be_found_on_any_node():
    facts = {"demo.namespace": "hello", "demo.storage_class": "local-path"}
    notes = slide_of(facts, "deploy/objects", script="demo").notes
    assert "finds its volume again when it is started anew" in " ".join(texts(notes.say))
    without = slide_of({"demo.namespace": "hello"}, "deploy/objects", script="demo").notes
    assert "the lower one" not in " ".join(texts(without.ask))
