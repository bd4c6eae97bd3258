"""The manifest of the rights: what it allows, whom it binds, and where it goes."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from deckgen import assets
from deckgen.cluster import resources
from deckgen.errors import InputError
from deckgen.manifests.rbac import rbac

names = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip)


def documents(users=(), groups=(), service_accounts=()):
    return list(yaml.safe_load_all(rbac(list(users), list(groups), list(service_accounts))))


def subjects(**named):
    return documents(**named)[1]["subjects"]


def rights(role):
    return {
        (verb, group, resource)
        for rule in role["rules"]
        for verb in rule["verbs"]
        for group in rule["apiGroups"]
        for resource in rule["resources"]
    }


def test_the_role_is_the_one_that_is_shipped_and_the_binding_binds_it():
    role, binding = documents(users=["jo@example.com"])
    assert role == yaml.safe_load(assets.reader_role().read_text(encoding="utf-8"))
    assert binding["roleRef"] == {
        "apiGroup": "rbac.authorization.k8s.io",
        "kind": "ClusterRole",
        "name": role["metadata"]["name"],
    }


def test_the_role_allows_what_deckgen_lists_and_single_config_maps_and_nothing_else():
    listed = {
        ("list", version.rpartition("/")[0], resource.plural)
        for resource in resources.ALL
        for version in resource.versions
    }
    assert rights(documents()[0]) == listed | {("get", "", "configmaps")}


def test_users_groups_and_service_accounts_are_bound():
    assert subjects(users=["jo@example.com"], groups=["handover"], service_accounts=["tools:deck.gen"]) == [
        {"apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": "jo@example.com"},
        {"apiGroup": "rbac.authorization.k8s.io", "kind": "Group", "name": "handover"},
        {"kind": "ServiceAccount", "namespace": "tools", "name": "deck.gen"},
    ]


def test_where_nobody_is_named_a_group_is_bound():
    assert [(one["kind"], one["name"]) for one in subjects()] == [("Group", "deckgen-readers")]


@given(names)
def test_no_name_changes_the_form_of_the_manifest(name):
    assert subjects(users=[name]) == [{"apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": name}]


@pytest.mark.parametrize(
    "name", ["deckgen", "tools:", ":deckgen", "Tools:deckgen", "a:b:c", "tools:deckgen\n- kind: x"]
)
def test_a_service_account_without_its_namespace_is_a_mistake(name):
    with pytest.raises(InputError) as caught:
        rbac([], [], [name])
    assert "tools:deckgen" in caught.value.hint


@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_name_is_a_mistake(name):
    with pytest.raises(InputError, match="name of a user is empty"):
        rbac([name], [], [])
