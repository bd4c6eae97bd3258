"""In which version an object was applied: by annotation, else by who manages its fields."""

import json
from datetime import UTC, datetime

import pytest

from deckgen.cluster.applied import LAST_APPLIED, applied_as
from deckgen.cluster.wire import Managed

OLD, NEW = "extensions/v1beta1", "networking.k8s.io/v1"


def wrote(manager, version, year=2024, subresource=""):
    return Managed(manager=manager, api_version=version, subresource=subresource, time=datetime(year, 1, 1, tzinfo=UTC))


def last_applied(version):
    return {LAST_APPLIED: json.dumps({"apiVersion": version, "kind": "Ingress", "spec": {"password": "x"}})}


def test_the_annotation_says_what_was_applied_last():
    assert applied_as("Ingress", last_applied(OLD), []) == OLD
    # An entry of long ago stays as long as one of its fields does.
    assert applied_as("Ingress", last_applied(NEW), [wrote("kubectl-client-side-apply", OLD)]) == ""


def test_without_it_the_newest_entry_of_a_person_or_a_tool_counts():
    assert applied_as("Ingress", {}, [wrote("helm", OLD)]) == OLD
    assert applied_as("Ingress", {}, [wrote("helm", OLD, 2021), wrote("argocd-controller", NEW, 2024)]) == ""


@pytest.mark.parametrize(
    "entry",
    [
        wrote("nginx-ingress-controller", OLD),
        wrote("kube-controller-manager", OLD),
        wrote("kubectl-edit", OLD, subresource="status"),
    ],
)
def test_what_controllers_write_and_a_status_are_not_the_manifests(entry):
    assert applied_as("Ingress", {}, [entry]) == ""


def test_a_version_that_stays_is_not_kept():
    assert applied_as("Deployment", {}, [wrote("helm", "apps/v1")]) == ""
    assert applied_as("Deployment", {}, [wrote("helm", "apps/v1beta2")]) == "apps/v1beta2"
    assert applied_as("Ingress", {LAST_APPLIED: "{not json"}, []) == ""
