"""How long metrics, silences and logs are kept: by resources, flags, configurations and jobs."""

import pytest

from tests.cluster.facts.given import container, cron_job, custom, fact, given, setting, value, workload

PROMETHEUS = "quay.io/prometheus/prometheus:v3.5.0"
ACTIONS = {
    "action": "delete_indices",
    "options.disable_action": "false",
    "filters.0.filtertype": "pattern",
    "filters.1.filtertype": "age",
    "filters.1.direction": "older",
    "filters.1.unit": "days",
    "filters.1.unit_count": "7",
}


def curated(actions, **job):
    """Elasticsearch with Curator and its action file."""
    settings = [setting("logs/curator", f"action_file.yml.actions.1.{name}", text) for name, text in actions.items()]
    curator = container("docker.io/untergeek/curator:5.8.4", **job.pop("container", {}))
    jobs = [cron_job("logs/curator", "0 1 * * *", config_maps=["curator"], containers=[curator], **job)]
    return given(workloads=[workload("logs/es", "elasticsearch:7.17")], settings=settings, cron_jobs=jobs)


def operated(name, **spec):
    labels = {"operator.prometheus.io/name": name, "app.kubernetes.io/managed-by": "prometheus-operator"}
    run = workload(f"monitoring/prometheus-{name}", PROMETHEUS, "StatefulSet", labels=labels)
    return run, custom("Prometheus", f"monitoring/{name}", **spec)


@pytest.mark.parametrize(
    ("spec", "kept"),
    [({"retention": "72h"}, 72), ({"retention": "3d"}, 72), ({}, 24), ({"retentionSize": "50GB"}, None)],
)
def test_the_operators_prometheus_keeps_what_its_resource_says(spec, kept):
    run, resource = operated("main", **spec)
    assert value("services.prometheus.retention", given(workloads=[run], customs=[resource])) == kept


@pytest.mark.parametrize(
    ("flags", "kept"),
    [
        ({"storage.tsdb.retention.time": "72h"}, 72),
        ({"storage.tsdb.retention": "48h"}, 48),
        ({"storage.tsdb.retention.size": "50GB"}, None),
        ({}, 360),
    ],
)
def test_outside_the_operator_the_flags_tell_and_fifteen_days_is_the_programs_own(flags, kept):
    assert value("services.prometheus.retention", given(workloads=[workload("x/p", PROMETHEUS, flags=flags)])) == kept


def test_the_shards_of_a_prometheus_are_one_instance():
    run, resource = operated("main", retention="72h", shards=2)
    other = workload("monitoring/prometheus-main-shard-1", PROMETHEUS, "StatefulSet", labels=run.labels, ready=0)
    found = given(workloads=[run, other], customs=[resource])
    assert value("services.prometheus.count", found) == 1
    assert value("services.prometheus.retention", found) == 72
    assert [row["ready"] for row in value("services.prometheus.instances", found)] == ["1 of 2"]


@pytest.mark.parametrize(
    "agent",
    [
        {"labels": {"operator.prometheus.io/mode": "agent"}},
        {"flags": {"agent": "true"}},
        {"flags": {"enable-feature": "native-histograms,agent"}},
    ],
)
def test_an_agent_keeps_no_metrics(agent):
    found = given(workloads=[workload("x/agent", PROMETHEUS, **agent)])
    assert value("services.prometheus.count", found) == 0
    assert value("services.prometheus.retention", found) is None


def test_a_prometheus_takes_its_retention_from_its_own_configuration():
    said = setting("x/own", "prometheus.yml.storage.tsdb.retention.time", "48h")
    own = workload("x/own", PROMETHEUS, config_maps=["own"])
    other = workload("x/other", PROMETHEUS, config_maps=["other"])
    rows = value("services.prometheus.instances", given(workloads=[own, other], settings=[said]))
    assert [(row["name"], row["retention"]) for row in rows] == [("other", 360), ("own", 48)]


@pytest.mark.parametrize(
    ("spec", "flags", "kept"),
    [({"retention": "240h"}, {}, 240), ({}, {}, 120), ({}, {"data.retention": "48h"}, 48)],
)
def test_alertmanager_keeps_what_its_resource_or_its_flag_says_and_five_days_else(spec, flags, kept):
    run = workload("x/am-main", "prom/alertmanager:v1", "StatefulSet", labels={"alertmanager": "main"}, flags=flags)
    found = given(workloads=[run], customs=[custom("Alertmanager", "x/main", **spec)])
    assert value("services.alertmanager.retention", found) == kept


def test_an_operated_prometheus_without_its_resource_is_not_given_a_default():
    run, _ = operated("main")
    assert value("services.prometheus.retention", given(workloads=[run])) is None


def test_of_several_the_one_that_keeps_least_counts():
    pairs = [operated("customer", retention="5d"), operated("internal", retention="72h")]
    found = given(workloads=[run for run, _ in pairs], customs=[resource for _, resource in pairs])
    assert value("services.prometheus.count", found) == 2
    assert value("services.prometheus.retention", found) == 72
    assert [row["retention"] for row in value("services.prometheus.instances", found)] == [120, 72]


def test_curator_keeps_logs_for_the_days_of_its_age_filter():
    assert value("services.logging.retention", curated(ACTIONS)) == 7


@pytest.mark.parametrize(
    "changed",
    [
        {"options.disable_action": "true"},
        {"filters.1.direction": "younger"},
        {"filters.1.exclude": "true"},
        {"action": "close"},
        {"filters.1.unit_count": "${DAYS}"},
    ],
)
def test_an_action_that_deletes_nothing_by_age_is_no_retention(changed):
    assert value("services.logging.retention", curated(ACTIONS | changed)) is None


def test_a_default_in_the_action_file_counts():
    assert value("services.logging.retention", curated(ACTIONS | {"filters.1.unit_count": "${DAYS:14}"})) == 14


def test_a_default_does_not_count_where_the_environment_sets_the_variable():
    set_here = {"container": {"environment": ["DAYS"]}}
    assert (
        value("services.logging.retention", curated(ACTIONS | {"filters.1.unit_count": "${DAYS:14}"}, **set_here))
        is None
    )


def test_indices_of_the_products_themselves_are_no_logs():
    own = ACTIONS | {"filters.0.value": ".monitoring-"}
    assert value("services.logging.retention", curated(own)) is None
    logs = curated(ACTIONS | {"filters.0.value": "logstash-"})
    assert "delete_indices of logstash-" in fact("services.logging.retention", logs).evidence


def test_the_action_that_deletes_soonest_counts_and_all_are_named():
    found = curated(ACTIONS)
    audit = [
        setting("logs/curator", f"action_file.yml.actions.2.{name}", "90" if name.endswith("count") else text)
        for name, text in ACTIONS.items()
    ]
    both = given(workloads=found.workloads, cron_jobs=found.cron_jobs, settings=[*found.settings, *audit])
    assert value("services.logging.retention", both) == 7
    assert "90 d" in fact("services.logging.retention", both).evidence


def test_curator_runs_the_file_that_its_command_names():
    named = {"container": {"does": ["curator action file other.yml"]}}
    assert value("services.logging.retention", curated(ACTIONS, **named)) is None


@pytest.mark.parametrize("stopped", [{"suspended": True}, {"container": {"flags": {"dry-run": "true"}}}])
def test_curator_that_does_not_delete_is_no_retention(stopped):
    assert value("services.logging.retention", curated(ACTIONS, **stopped)) is None


def test_curators_inline_form_counts_in_its_own_unit():
    inline = {"container": {"does": ["delete indices older than 2 weeks"]}}
    assert value("services.logging.retention", curated({}, **inline)) == 14


def test_loki_is_not_efk_and_keeps_nothing_to_a_time_without_its_compactor():
    loki = [workload("x/loki", "docker.io/grafana/loki:3.5.0", "StatefulSet")]
    period = setting("x/loki", "config.yaml.limits_config.retention_period", "336h")
    enabled = setting("x/loki", "config.yaml.compactor.retention_enabled", "true")
    assert value("services.logging.product", given(workloads=loki)) == "Loki"
    assert value("services.logging.retention", given(workloads=loki, settings=[period])) is None
    assert value("services.logging.retention", given(workloads=loki, settings=[period, enabled])) == 14


def test_loki_with_a_period_of_nothing_has_no_limit():
    loki = [workload("x/loki", "docker.io/grafana/loki:3.5.0", "StatefulSet")]
    period = setting("x/loki", "config.yaml.limits_config.retention_period", "0s")
    enabled = setting("x/loki", "config.yaml.compactor.retention_enabled", "true")
    assert "no limit" in fact("services.logging.retention", given(workloads=loki, settings=[period, enabled])).reason


def test_an_older_loki_deletes_by_its_table_manager():
    loki = [workload("x/loki", "docker.io/grafana/loki:2.9.0", "StatefulSet")]
    said = {"retention_period": "168h", "retention_deletes_enabled": "true"}
    settings = [setting("x/loki", f"loki.yaml.table_manager.{name}", text) for name, text in said.items()]
    assert value("services.logging.retention", given(workloads=loki, settings=settings)) == 7
