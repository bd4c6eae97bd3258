"""PodDisruptionBudgets: which Pods they keep, and which of them let no Pod go."""

from collections.abc import Mapping
from typing import Any

from deckgen.cluster.snapshot import Custom, Snapshot

_OLDER = "policy/v1beta1"


def budgets(snapshot: Snapshot) -> list[Custom]:
    """Give the PodDisruptionBudgets, whatever version of the API they were read in."""
    return [custom for custom in snapshot.customs if custom.kind == "PodDisruptionBudget"]


def keeps(budget: Custom, namespace: str, labels: Mapping[str, str]) -> bool:
    """Whether a budget is about Pods with these labels in this namespace.

    Source: kubernetes/api policy/v1 types.go: an empty selector stands for all Pods of the namespace, in
    policy/v1beta1 for none; without a selector it is none in both.
    """
    selector = budget.fields.get("spec.selector")
    if selector is None or budget.namespace != namespace:
        return False
    if not selector.get("matchLabels") and not selector.get("matchExpressions"):
        return budget.api_version != _OLDER
    return selects(selector, labels)


def lets_none_go(budget: Custom) -> bool:
    """Whether a node with one of its Pods could not be drained now.

    Source: ``.status.disruptionsAllowed`` 0, though ``.status.expectedPods`` says that there are Pods; before the
    controller has looked at a new budget both are 0.
    """
    allowed, expected = (int(budget.fields.get(f"status.{name}", 0)) for name in ("disruptionsAllowed", "expectedPods"))
    return allowed == 0 and expected > 0


def selects(selector: Mapping[str, Any], labels: Mapping[str, str]) -> bool:
    """Whether a LabelSelector that is not empty fits the labels. Source: k8s.io/apimachinery meta/v1 LabelSelector."""
    wanted: Mapping[str, str] = selector.get("matchLabels") or {}
    rules = selector.get("matchExpressions") or ()
    return wanted.items() <= labels.items() and all(_fits(rule, labels) for rule in rules)


def _fits(rule: Mapping[str, Any], labels: Mapping[str, str]) -> bool:
    key, values = rule.get("key", ""), rule.get("values") or ()
    match rule.get("operator"):
        case "In":
            return labels.get(key) in values
        case "NotIn":
            return labels.get(key) not in values
        case "Exists":
            return key in labels
        case "DoesNotExist":
            return key not in labels
    return False
