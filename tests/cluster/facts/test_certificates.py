from datetime import timedelta

from deckgen.cluster.snapshot import Custom, Ingress
from tests.cluster.facts.given import TAKEN, fact, given, value

SERVED = ("certificates.cert-manager.io", "clusterissuers.cert-manager.io", "issuers.cert-manager.io")


def moment(days):
    return (TAKEN + timedelta(days=days)).isoformat().replace("+00:00", "Z")


def certificate(name, *, ends=None, renews=None, ready="True"):
    fields = {"spec.dnsNames": [f"{name}.example"], "spec.issuerRef.name": "ours"}
    fields |= {"status.conditions[Ready].status": ready}
    fields |= {"status.notAfter": moment(ends)} if ends is not None else {}
    fields |= {"status.renewalTime": moment(renews)} if renews is not None else {}
    return Custom(kind="Certificate", api_version="cert-manager.io/v1", namespace="shop", name=name, fields=fields)


def having(*certificates, **fields):
    return given(served=SERVED, customs=list(certificates), **fields)


def test_the_first_end_is_told_in_days_from_the_snapshots_time():
    found = having(certificate("later", ends=80), certificate("soon", ends=40), certificate("new", ready="False"))
    assert value("certificates.next_end", found) == "2026-06-23"
    assert value("certificates.next_end.days", found) == 40
    assert [row["name"] for row in value("certificates.list", found)] == ["shop/soon", "shop/later", "shop/new"]
    assert value("certificates.count", found) == 3
    assert value("certificates.not_ready", found) == ["shop/new"]


def test_a_short_life_is_no_fault_and_a_renewal_that_did_not_come_is():
    found = having(
        certificate("daily", ends=0.5, renews=0.2),
        certificate("stuck", ends=30, renews=-2),
        certificate("ended", ends=-1, renews=-31),
        certificate("fine", ends=60, renews=30),
        certificate("old-close", ends=10),
        certificate("old-far", ends=22),
    )
    assert [one.partition(" ")[0] for one in value("certificates.expiring", found)] == [
        "shop/ended",
        "shop/old-close",
        "shop/stuck",
    ]
    assert value("certificates.expiring.count", found) == 3


def test_without_cert_manager_no_certificate_is_denied():
    found = fact("certificates.count", given())
    assert found.value is None
    assert "Secrets" in found.reason
    assert "forbidden" in fact("certificates.count", given(forbidden=("certificates.cert-manager.io",))).reason
    assert value("certificates.count", having()) == 0
    assert value("certificates.next_end", having()) is None


def test_issuers_are_told_with_their_acme_server():
    fields = {
        "spec.acme.server": "https://acme-staging-v02.api.letsencrypt.org/directory",
        "status.conditions[Ready].status": "False",
    }
    issuer = Custom(kind="ClusterIssuer", api_version="cert-manager.io/v1", name="letsencrypt", fields=fields)
    assert value("certificates.issuers", having(issuer)) == [
        {
            "kind": "ClusterIssuer",
            "name": "letsencrypt",
            "ready": "no",
            "server": "acme-staging-v02.api.letsencrypt.org",
        }
    ]


def test_without_rights_on_issuers_the_ingresses_name_them():
    asks = [Ingress(namespace="shop", name=name, issuer="ClusterIssuer/letsencrypt") for name in ("a", "b")]
    found = given(forbidden=("clusterissuers.cert-manager.io",), ingresses=asks)
    assert [row["name"] for row in value("certificates.issuers", found)] == ["letsencrypt"]
    assert "clusterissuers" in fact("certificates.issuers", found).evidence
    assert value("certificates.issuers", given()) is None
