"""Harbor: its address, its scanner, and where it keeps images."""

from urllib.parse import urlsplit

from deckgen.cluster.image import is_of
from deckgen.cluster.product import CLAIR, HARBOR, TRIVY
from deckgen.cluster.setting import evidence, settings
from deckgen.cluster.sight import unread
from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import Finding, not_visible, observed

_NONE = not_visible("nothing runs an image of Harbor")
_STORAGE = r"config\.ya?ml\.storage"


def endpoint(snapshot: Snapshot) -> Finding:
    """Give the address that Harbor is told it has. Source: core ConfigMap ``EXT_ENDPOINT`` (goharbor/harbor-helm)."""
    said = settings(snapshot, "EXT_ENDPOINT")
    if said and HARBOR.found(snapshot):
        return observed(said[0].value.rstrip("/"), evidence(said[0]))
    return not_visible("Harbor's settings name no EXT_ENDPOINT")


def scanner(snapshot: Snapshot) -> Finding:
    """Give the scanner that Harbor has: Trivy, or Clair before 2.2.

    Source: core ConfigMap ``WITH_TRIVY``, ``WITH_CLAIR`` (goharbor/harbor-helm); else images trivy-adapter, clair.
    """
    if not HARBOR.found(snapshot):
        return _NONE
    for name, product, key in (("Trivy", TRIVY, "WITH_TRIVY"), ("Clair", CLAIR, "WITH_CLAIR")):
        told = [one for one in settings(snapshot, key) if one.value.lower() == "true"]
        if told:
            return observed(name, evidence(told[0]))
        if found := product.found(snapshot):
            return observed(name, f"{found[0][0].place} image")
    return not_visible("no setting and no image of a scanner beside Harbor")


def storage(snapshot: Snapshot) -> Finding:
    """Give where Harbor keeps images: "swift, container harbor", "S3 at s3.example.com, bucket harbor".

    Source: registry ConfigMap ``config.yml`` ``storage.*``, core ConfigMap ``REGISTRY_STORAGE_PROVIDER_NAME``. S3 may
    be swift's or Ceph's own, so that its endpoint is told and no more. For files: the registry's claims.
    """
    if not HARBOR.found(snapshot):
        return _NONE
    places = settings(snapshot, rf"{_STORAGE}\.\w+\.(container|bucket)")
    if places:
        kind, what = places[0].name.split(".")[-2:]
        return observed(f"{_kind(snapshot, kind)}, {what} {places[0].value}", evidence(places[0]))
    said = settings(snapshot, "REGISTRY_STORAGE_PROVIDER_NAME")
    if not said:
        return not_visible(unread(snapshot, "configmaps") or "Harbor's settings do not name its storage")
    claims = _claims(snapshot) if said[0].value == "filesystem" else []
    if claims:
        return observed(f"a persistent volume, claim {claims[0]}", f"{evidence(said[0])}: filesystem")
    return observed(said[0].value, evidence(said[0]))


def _kind(snapshot: Snapshot, kind: str) -> str:
    """Name the kind of storage, an S3 with the host of its endpoint."""
    if kind != "s3":
        return kind
    said = settings(snapshot, rf"{_STORAGE}\.s3\.regionendpoint")
    host = (urlsplit(said[0].value).hostname or said[0].value) if said else ""
    return f"S3 at {host}" if host else "S3"


def _claims(snapshot: Snapshot) -> list[str]:
    return [
        f"{one.namespace}/{claim}"
        for one in snapshot.workloads
        if any(is_of(box.image, "registry-photon") for box in one.containers)
        for claim in one.claims
    ]
