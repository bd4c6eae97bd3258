"""Certificates that cert-manager looks after: their end and their issuers, without the Secrets that hold them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from deckgen.cluster.definition import Definition, Shape
from deckgen.cluster.sight import refused, serves
from deckgen.cluster.snapshot import Custom, Snapshot
from deckgen.fact import Finding, Holds, not_visible, observed

_LIST = "certificates.cert-manager.io"
_ISSUERS = ("clusterissuers.cert-manager.io", "issuers.cert-manager.io")
_NO_CERT_MANAGER = "the server knows no Certificates of cert-manager; what stands in Secrets alone is not read"
_SOON = timedelta(days=21)
_LATE = timedelta(hours=1)
_READY = "status.conditions[Ready].status"


class _Certificate(NamedTuple):
    """A Certificate with the times of its status."""

    custom: Custom
    ends: datetime | None
    renews: datetime | None

    @property
    def place(self) -> str:
        return f"{self.custom.namespace}/{self.custom.name}"


def listing(snapshot: Snapshot) -> Finding:
    """Give the Certificates, the one that ends first before the others; days are counted from the snapshot's time.

    Source: cert-manager.io Certificate ``.spec.dnsNames``, ``.spec.issuerRef``, ``.status.notAfter``, condition Ready
    (cert-manager/cert-manager pkg/apis/certmanager/v1/types_certificate.go).
    """
    if reason := _closed(snapshot):
        return not_visible(reason)
    rows = [
        {
            "name": one.place,
            "hosts": ", ".join(one.custom.fields.get("spec.dnsNames", [])),
            "issuer": one.custom.fields.get("spec.issuerRef.name", ""),
            "ends": one.ends.date().isoformat() if one.ends else "",
            "days": (one.ends - snapshot.taken).days if one.ends else "",
            "ready": one.custom.fields.get(_READY) == "True",
        }
        for one in _certificates(snapshot)
    ]
    return observed(rows, f"Certificate .status: {len(rows)} objects")


def count(snapshot: Snapshot) -> Finding:
    """Count the Certificates. Source: see ``listing``."""
    found = listing(snapshot)
    return found if found.value is None else observed(len(found.value), found.evidence)


def next_end(snapshot: Snapshot) -> Finding:
    """Give the day on which the first certificate ends, as ``YYYY-MM-DD``, renewed or not. Source: see ``listing``."""
    first = _first(snapshot)
    if isinstance(first, str):
        return not_visible(first)
    return observed(first[1].date().isoformat(), f"Certificate {first[0].place} .status.notAfter")


def next_end_days(snapshot: Snapshot) -> Finding:
    """Give in how many days the first certificate ends, counted from the snapshot's time. Source: see ``listing``."""
    first = _first(snapshot)
    if isinstance(first, str):
        return not_visible(first)
    return observed((first[1] - snapshot.taken).days, f"Certificate {first[0].place} .status.notAfter")


def expiring(snapshot: Snapshot) -> Finding:
    """Give the certificates that have ended, or should have been renewed by now.

    Source: ``.status.renewalTime``, which is past where renewing fails; where cert-manager notes none, an end within
    21 days. A short-lived certificate is always close to its end, which alone is no fault.
    """
    if reason := _closed(snapshot):
        return not_visible(reason)
    every = _certificates(snapshot)
    found = [one for one in every if _is_late(one, snapshot.taken)]
    named = [f"{one.place} ({one.ends.date().isoformat()})" for one in found if one.ends]
    return observed(named, f"Certificate .status.notAfter, .renewalTime: {len(found)} of {len(every)} are late")


def expiring_count(snapshot: Snapshot) -> Finding:
    """Count them. Source: see ``expiring``."""
    found = expiring(snapshot)
    return found if found.value is None else observed(len(found.value), found.evidence)


def not_ready(snapshot: Snapshot) -> Finding:
    """Give the certificates that cert-manager has not issued. Source: Certificate condition Ready, not True."""
    if reason := _closed(snapshot):
        return not_visible(reason)
    every = _certificates(snapshot)
    found = sorted(one.place for one in every if one.custom.fields.get(_READY) != "True")
    return observed(found, f"Certificate condition Ready: not True of {len(found)} of {len(every)}")


def issuers(snapshot: Snapshot) -> Finding:
    """Give who issues certificates, whether that works, and the host of an ACME server.

    Source: ClusterIssuer and Issuer condition Ready, ``.spec.acme.server``; without rights on them the annotations of
    the Ingresses that ask for one (``cert-manager.io/cluster-issuer``, ``cert-manager.io/issuer``).
    """
    found = [one for one in snapshot.customs if one.kind in {"ClusterIssuer", "Issuer"}]
    rows = [
        {
            "kind": one.kind,
            "name": f"{one.namespace}/{one.name}".removeprefix("/"),
            "ready": {"True": "yes", "False": "no"}.get(one.fields.get(_READY, ""), ""),
            "server": urlsplit(str(one.fields.get("spec.acme.server", ""))).hostname or "",
        }
        for one in sorted(found, key=lambda one: (one.kind, one.namespace, one.name))
    ]
    reason = refused(snapshot, *_ISSUERS)
    if not reason and (rows or any(serves(snapshot, one) for one in _ISSUERS)):
        return observed(rows, f"ClusterIssuers and Issuers: {len(rows)}")
    named = sorted({one.issuer for one in snapshot.ingresses if one.issuer})
    if not named:
        return not_visible(reason or _NO_CERT_MANAGER)
    kinds = [one.partition("/") for one in named]
    rows = [{"kind": kind, "name": name, "ready": "", "server": ""} for kind, _, name in kinds]
    return observed(rows, f"annotations of Ingresses{', since ' + reason if reason else ''}")


def _closed(snapshot: Snapshot) -> str:
    return refused(snapshot, _LIST) or ("" if serves(snapshot, _LIST) else _NO_CERT_MANAGER)


def _certificates(snapshot: Snapshot) -> list[_Certificate]:
    never = datetime.max.replace(tzinfo=UTC)
    return sorted(_read(snapshot), key=lambda one: (one.ends or never, one.place))


def _read(snapshot: Snapshot) -> Iterator[_Certificate]:
    for custom in snapshot.customs:
        if custom.kind == "Certificate":
            fields = custom.fields
            yield _Certificate(custom, _time(fields.get("status.notAfter")), _time(fields.get("status.renewalTime")))


def _first(snapshot: Snapshot) -> tuple[_Certificate, datetime] | str:
    """Give the certificate that ends first, or why there is none."""
    if reason := _closed(snapshot):
        return reason
    ending = [(one, one.ends) for one in _certificates(snapshot) if one.ends]
    return ending[0] if ending else "no Certificate has a .status.notAfter"


def _is_late(one: _Certificate, now: datetime) -> bool:
    if one.ends is None:
        return False
    if one.ends <= now:
        return True
    return now - one.renews > _LATE if one.renews else one.ends - now < _SOON


def _time(text: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _define(
    name: str, meaning: str, shape: Shape, find: Callable[[Snapshot], Finding], read_from: str, **more: Any
) -> Definition:
    return Definition(f"certificates.{name}", meaning, shape, find, read_from, **more)


_STATUS = "Certificate .status.notAfter"

FACTS = (
    _define("count", "How many certificates cert-manager looks after", "number", count, "Certificates"),
    _define(
        "list",
        "The certificates that cert-manager looks after, the one that ends first before the others",
        "rows",
        listing,
        "Certificate .spec.dnsNames, .spec.issuerRef, .status",
        columns=("name", "hosts", "issuer", "ends", "days", "ready"),
        holds=Holds.URL,
    ),
    _define("next_end", "The day on which the first certificate ends", "text", next_end, _STATUS),
    _define("next_end.days", "In how many days the first certificate ends", "number", next_end_days, _STATUS, unit="d"),
    _define(
        "expiring",
        "Certificates that have ended or should have been renewed by now",
        "texts",
        expiring,
        "Certificate .status.notAfter, .status.renewalTime",
        holds=Holds.OBJECT,
    ),
    _define(
        "expiring.count",
        "How many certificates have ended or should have been renewed by now",
        "number",
        expiring_count,
        "Certificate .status.notAfter, .status.renewalTime",
    ),
    _define(
        "not_ready",
        "Certificates that cert-manager has not issued",
        "texts",
        not_ready,
        "Certificate .status.conditions",
        holds=Holds.OBJECT,
    ),
    _define(
        "issuers",
        "Who issues certificates",
        "rows",
        issuers,
        "ClusterIssuer, Issuer .status.conditions, .spec.acme.server; else annotations of Ingresses",
        columns=("kind", "name", "ready", "server"),
        holds=Holds.OBJECT,
    ),
)
