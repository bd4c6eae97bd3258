"""What slides claim of the managed services, of rights and of good practice, as `test_claims` looks at it."""

import pytest

from tests.cards import texts
from tests.test_claims import slide_of


def test_a_dashboard_that_may_do_everything_is_not_said_to_do_what_ones_token_may():
    def mind(admin):
        facts = {"services.dashboard.present": True, "security.dashboard_admin": admin}
        return str(slide_of(facts, "services/dashboard").slots["callout"])

    assert "may do everything" in mind(admin=True)
    assert "what your token may do" in mind(admin=False)


def test_replicas_that_are_not_ready_are_shown():
    facts = {
        "services.harbor.present": True,
        "services.harbor.version": "2.13.2",
        "services.harbor.replicas.ready": 6,
        "services.harbor.replicas.wanted": 7,
    }
    assert "6 of 7 ready" in str(slide_of(facts, "services/registry").slots)


def test_what_velero_does_not_save_is_not_said_to_be_saved():
    def kept(how):
        facts = {"velero.present": True, "velero.volumes": how}
        return str(slide_of(facts, "etcd/kept").slots)

    assert "Velero saves it, as files" in kept("as files")
    assert "Velero saves" not in kept("not, since there is no node-agent")


def test_of_a_cluster_where_nothing_of_the_customers_runs_no_practice_of_workloads_is_ticked():
    counts = ("pods", "workloads", "managed", "annotated", "no_requests", "no_probe", "no_budget", "blocking_budgets")
    slide = slide_of({f"practices.{one}.count": 0 for one in counts}, "practices/overview")
    assert str(slide.title) == "Good practice: nothing of yours runs yet, so there is little to check"
    assert not [one for one in texts(slide.slots) if "0 of 0" in one or "each" in one]


@pytest.mark.parametrize(
    ("product", "title", "said", "never"),
    [
        ("Elasticsearch, Fluentd and Kibana (EFK)", "Your pods' logs", "Fluentd runs on each node", "Loki"),
        ("Loki and Promtail", "Your pods' logs", "Grafana is the window", "Fluentd"),
        ("Loki", "Logs that reach the store", "Grafana is the window", "Curator"),
        ("Elasticsearch and Kibana", "Logs that reach the store", "Kibana is the window", "Fluentd"),
    ],
)
def test_logs_are_said_to_be_collected_by_what_was_seen_to_collect_them(product, title, said, never):
    facts = {
        "services.logging.present": True,
        "services.logging.product": product,
        "services.logging.retention": 14,
    }
    slide = slide_of(facts, "services/logging")
    assert str(slide.title).startswith(title)
    assert said in " ".join(texts(slide.notes.say))
    assert never not in " ".join(texts(slide.notes.say))
    collected = title == "Your pods' logs"
    assert ("no collector that we know" in " ".join(texts(slide.notes.cue))) is not collected


@pytest.mark.parametrize(("retention", "by_curator"), [(14, True), (None, False)])
def test_curator_is_said_to_delete_logs_only_where_it_was_seen_to(retention, by_curator):
    facts = {
        "services.logging.present": True,
        "services.logging.product": "Elasticsearch and Kibana",
        "services.logging.retention": retention,
    }
    said = " ".join(texts(slide_of(facts, "services/logging").notes.say))
    assert ("Curator deletes" in said) is by_curator
    assert ("What is older" in said) is not by_curator


@pytest.mark.parametrize("urls", [None, ["https://a.example.com"], ["https://a.example.com", "https://b.example.com"]])
def test_every_address_of_prometheus_stands_among_the_consoles_once(urls):
    facts = {"services.prometheus.present": True, "services.prometheus.url": "https://a.example.com"}
    slide = slide_of(facts | {"services.prometheus.urls": urls}, "services/consoles")
    shown = [str(row[2]) for row in slide.slots["body"].rows if str(row[0]) == "Prometheus"]
    assert shown == [url.removeprefix("https://") for url in urls or ["https://a.example.com"]]


def test_whoever_else_may_do_everything_stands_beside_the_full_administrators():
    def rows(others):
        facts = {"rbac.cluster_admins": [], "security.wide_admins": others}
        return " ".join(texts(slide_of(facts, "access/initial-account").slots))

    assert "Others with every right system:unauthenticated" in rows(["system:unauthenticated"])
    assert "Others with every right" not in rows([])


def test_a_service_that_is_not_there_is_neither_shown_on_the_call_nor_called_not_visible():
    facts = {"services.harbor.present": False, "services.alertmanager.present": False}
    registry = slide_of(facts, "services/registry")
    assert str(registry.title) == "Harbor was not found in this cluster: images come from elsewhere"
    assert "Show a project" not in " ".join(texts(registry.notes.cue))
    assert "In Harbor" not in " ".join(texts(registry.notes.say))
    metrics = slide_of(facts, "services/metrics")
    assert "Alertmanager not found" in " ".join(texts(metrics.slots))
    assert "silence an alert" not in " ".join(texts(metrics.notes.cue))
    assert "Alertmanager" not in " ".join(texts(metrics.notes.say))


def test_a_group_with_the_providers_prefix_is_said_to_need_it_in_a_binding():
    def said(group):
        facts = {"rbac.groups": [group]}
        return " ".join(texts(slide_of(facts, "access/new-account").notes.say))

    assert "the whole name, such as oidc:developers" in said("oidc:developers")
    assert "prefix" not in said("developers")


def test_one_pod_of_one_without_requests_is_counted_as_one():
    facts = {"practices.no_requests.count": 1, "practices.pods.count": 1}
    assert "1 of 1 pod lacks them" in " ".join(texts(slide_of(facts, "practices/overview").slots))
