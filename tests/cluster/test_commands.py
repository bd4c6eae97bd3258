"""What is taken out of command lines: known flags, known commands, and nothing else."""

import json
import shlex

import pytest

from deckgen.cluster.commands import does, flags


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--cloud-provider=openstack"], {"cloud-provider": "openstack"}),
        (["--cluster-cidr", "10.42.0.0/16"], {"cluster-cidr": "10.42.0.0/16"}),
        (["--dry-run", "/etc/curator/action_file.yml"], {"dry-run": "true"}),
        (["--cni", "--profile=cis"], {"cni": "true", "profile": "cis"}),
        (["--provider=aws", "--provider=designate"], {"provider": "designate"}),
        (
            ["--source=service", "--source=ingress", "--source=connector"],
            {"source": "service,ingress"},
        ),
        (["sync", "--source=s3://a-bucket/of-somebody"], {}),
        (
            ["--domain-filter=a.example.com", "--domain-filter=b.example.com"],
            {"domain-filter": "a.example.com,b.example.com"},
        ),
        (["-web.external-url=https://p.example.com"], {"web.external-url": "https://p.example.com"}),
        (["sh", "-c", "exec external-dns --provider=designate --token=x"], {"provider": "designate"}),
        (["external-dns", "provider=designate"], {}),
        (["--cluster-cidr"], {"cluster-cidr": "true"}),
        (
            ["--policy-configmap-name", "k8s-auth-policy", "--sync-configmap-name", "keystone-sync-policy"],
            {"policy-configmap-name": "k8s-auth-policy", "sync-configmap-name": "keystone-sync-policy"},
        ),
    ],
)
def test_a_known_flag_is_kept_with_its_value(words, found):
    assert flags(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], "https://id.example.com/v3"),
        (["--keystone-url", "$(OS_AUTH_URL)"], "https://id.example.com/v3"),
        (["--keystone-url=https://own.example.com/v3"], "https://own.example.com/v3"),
    ],
)
def test_a_variable_stands_for_its_flag_where_that_is_missing_or_names_it(words, found):
    assert flags(words, {"keystone-url": "https://user:secret@id.example.com/v3"}) == {"keystone-url": found}


def test_an_unknown_flag_is_dropped_with_its_value():
    assert flags(["--session-key=secret", "--password", "secret", "--token", "--cni", "canal"]) == {"cni": "canal"}


def test_a_login_in_a_url_is_dropped():
    words = ["--keystone-url=https://user:secret@identity.example.com/v3?token=secret#x"]
    assert flags(words) == {"keystone-url": "https://identity.example.com/v3"}


def test_logins_in_a_list_of_urls_are_dropped():
    words = ["--etcd-servers=https://a:b@one.example.com:2379,https://c:d@two.example.com:2379"]
    assert flags(words) == {"etcd-servers": "https://one.example.com:2379,https://two.example.com:2379"}


def test_an_unclosed_quotation_in_a_script_is_no_crash():
    assert flags(["sh", "-c", "echo it's --cni canal"]) == {"cni": "canal"}


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["etcdctl", "--endpoints=https://127.0.0.1:2379", "snapshot", "save", "/backup/x.db"], ["etcd snapshot save"]),
        (["/bin/sh", "-c", "set -e\nETCDCTL_API=3 etcdctl \\\n  snapshot save /b/$(date)"], ["etcd snapshot save"]),
        (["rke2", "etcd-snapshot", "save"], ["etcd snapshot save"]),
        (["k3s", "etcd-snapshot", "prune", "--snapshot-retention", "5"], []),
        (["/nginx-ingress-controller", "--publish-service=a/b"], ["nginx ingress controller"]),
        (
            ["sh", "-c", "etcdctl snapshot save /x && swift upload etcd-snapshots /x"],
            ["etcd snapshot save", "swift upload"],
        ),
        (["openstack", "object", "create", "etcd-snapshots", "/x"], ["swift upload"]),
        (["etcdctl", "snapshot", "status", "/x"], []),
        (["etcdctl", "endpoint", "health"], []),
        (["sleep", "infinity"], []),
    ],
)
def test_a_known_command_is_recognised(words, what):
    assert does(words) == what


def test_curators_inline_form_says_how_old_indices_become():
    filters = [{"filtertype": "age", "source": "creation_date", "direction": "older", "unit": "days", "unit_count": 13}]
    words = ["curator_cli", "--host", "es", "delete_indices", "--filter_list", json.dumps(filters)]
    assert does(words) == ["delete indices older than 13 days"]
    assert does(["sh", "-c", shlex.join(words)]) == ["delete indices older than 13 days"]


@pytest.mark.parametrize(
    "text", ["", "nothing", "[]", '{"filtertype": "age", "direction": "younger", "unit_count": 3}']
)
def test_curators_other_filters_say_nothing(text):
    assert does(["curator_cli", "delete_indices", "--filter_list", text]) == []
