"""Budgets and manifests as servers of both generations give them, and what of them is kept."""

import pytest

from deckgen.cluster.collect import collect, connect
from deckgen.cluster.observe import observe
from deckgen.cluster.snapshot import dumps

pytestmark = pytest.mark.bed


@pytest.mark.parametrize(
    ("version", "served", "bare"),
    [("old", "policy/v1beta1", ["shop/api"]), ("newest", "policy/v1", [])],
)
def test_a_selector_without_content_keeps_all_pods_in_one_version_and_none_in_the_other(cluster, version, served, bare):
    snapshot = collect(connect(cluster("services", version).kubeconfig("reader")))
    assert {one.api_version for one in snapshot.customs if one.kind == "PodDisruptionBudget"} == {served}
    facts = observe(snapshot, ["practices.no_budget.worst", "practices.no_budget.count"])
    assert facts.value("practices.no_budget.worst") == bare
    assert facts.value("practices.no_budget.count") == len(bare)


@pytest.mark.parametrize("version", ["old", "newest"])
def test_of_what_was_applied_the_version_alone_is_kept(cluster, version):
    snapshot = collect(connect(cluster("services", version).kubeconfig("reader")))
    assert [one.applied_as for one in snapshot.ingresses if one.namespace == "shop"] == ["extensions/v1beta1"]
    text = dumps(snapshot)
    assert b"deckgen-must-never-see-this" not in text
    assert b"last-applied" not in text
    assert b"managedFields" not in text


def test_of_curators_environment_the_names_alone_are_kept_and_of_others_nothing(cluster):
    snapshot = collect(connect(cluster("services", "newest").kubeconfig("reader")))
    jobs = [container.environment for one in snapshot.cron_jobs for container in one.containers]
    assert jobs == [["ES_PASSWORD"]]
    assert not [one for one in snapshot.workloads if any(container.environment for container in one.containers)]
