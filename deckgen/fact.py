"""A fact: a value with its unit, where it comes from, and what it would reveal.

Every value that a slide, a diagram or a check uses is one of these. A fact that could not be read is a fact too: its
source is NOT_VISIBLE and its reason says why, so that a default is never shown as if it had been seen.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

UNSURE = "unsure"
"""The value of a text whose sources in the cluster disagree; ``disagrees`` names them."""


class Source(StrEnum):
    """Where a value comes from, the surest first."""

    OBSERVED = "observed"
    DECLARED = "declared"
    DOCUMENTED = "documented"
    NOT_VISIBLE = "not visible"


class Holds(StrEnum):
    """What a value would reveal, which decides who may see it; declared where the value is read.

    A fact's definition, a record's field and a profile's field each name one of these, and ``audience`` says what
    becomes of it for each reader.
    """

    PUBLIC = "public"
    """Versions, products, standards, counts: of no one in particular."""
    CUSTOMER = "customer name"
    PERSON = "person"
    EMAIL = "e-mail"
    PHONE = "phone"
    HOST_NAME = "host name"
    """A node's or a server's name."""
    NAMESPACE = "namespace"
    OBJECT = "object name"
    """What somebody called a workload, a Service, a volume, a role."""
    PLATFORM = "platform name"
    """What the platform is divided into: zones, flavors, StorageClasses, regions."""
    DOMAIN = "domain"
    URL = "URL"
    ADDRESS = "address"
    """Where the customer's traffic arrives, and the cluster's own ranges."""
    OUR_ADDRESS = "address of ours"
    """Where the platform is run from: addresses of nodes and of etcd."""
    IDENTIFIER = "id"
    """A UUID, a project's id, a client's id."""
    TOKEN = "token"  # noqa: S105 - the name of a class of values
    FREE_TEXT = "free text"
    """Words of a person."""


TELLING = {
    **dict.fromkeys(("namespace", "scope"), Holds.NAMESPACE),
    **dict.fromkeys(("zone", "flavor", "flavors", "pool", "group", "volume_type"), Holds.PLATFORM),
    **dict.fromkeys(("node", "names"), Holds.HOST_NAME),
    **dict.fromkeys(("service", "pod", "secret", "object", "CONTAINERS", "IMAGES", "SELECTOR"), Holds.OBJECT),
    "hosts": Holds.DOMAIN,
    "url": Holds.URL,
    "address": Holds.ADDRESS,
    "bucket": Holds.IDENTIFIER,
    "cluster": Holds.CUSTOMER,
    **dict.fromkeys(("evidence", "detail"), Holds.FREE_TEXT),
    **dict.fromkeys(
        (
            *("kind", "ready", "version", "versions", "kubelet", "runtime", "product", "driver", "controller"),
            *("ends", "gone", "last", "schedule", "keep", "phase", "deletion", "reclaim", "binding"),
            *("ports", "node_ports", "protocols", "component", "caveat", "used_for"),
            *("READY", "STATUS", "ROLES", "AGE", "VERSION", "RESTARTS", "UP-TO-DATE", "AVAILABLE", "WANTED"),
        ),
        Holds.PUBLIC,
    ),
}
"""What columns of rows reveal, by their names."""

WITHHELD = "not shown to this audience"
"""The reason why a fact is not visible that was taken out for its reader."""


class Fact(Struct, frozen=True):
    """One thing known, or not known, of a cluster.

    Attributes:
        name: dotted, in the field's terms, such as ``nodes.control_plane.count``.
        value: a bool, number, string, or a list of strings or of mappings; None where the source is NOT_VISIBLE.
        source: where the value comes from.
        unit: the unit of a number ("h", "GiB"), or "".
        evidence: the objects and fields that were read, such as ``Node .metadata.labels[...]: 3 of 9``.
        reason: why the value is not visible, in words for the engineer.
        holds: what the value would reveal.
        standard: the documented standard's value, where there is one, whatever the source of ``value``.
        declared: the customer profile's value, where there is one, whatever the source of ``value``.
        disagrees: what in the cluster says otherwise, each with its place: ``kube-proxy clusterCIDR: 10.0.0.0/16``.
        absent: what the value would be of was looked for and not found, so that no documented standard stands in.
    """

    name: str
    value: Any = None
    source: Source = Source.NOT_VISIBLE
    unit: str = ""
    evidence: str = ""
    reason: str = ""
    holds: Holds = Holds.PUBLIC
    standard: Any = None
    declared: Any = None
    disagrees: tuple[str, ...] = ()
    absent: bool = False

    @property
    def visible(self) -> bool:
        """Whether there is a value at all."""
        return self.source is not Source.NOT_VISIBLE

    @property
    def why_not(self) -> str:
        """Why the value is not visible, in words; of a fact without a reason, that no rule found it."""
        return self.reason or "no rule found it"

    @property
    def differs(self) -> bool:
        """Whether the value was observed and is not what the standard or the profile says."""
        if self.source is not Source.OBSERVED:
            return False
        return any(other is not None and other != self.value for other in (self.standard, self.declared))

    def reveals(self, column: str) -> Holds:
        """Say what a column of the value's rows reveals."""
        return TELLING.get(column, self.holds)

    def withheld(self) -> "Fact":
        """Give the same fact without its values, for those who may not see them."""
        return replace(
            self,
            value=None,
            source=Source.NOT_VISIBLE,
            evidence="",
            reason=WITHHELD,
            standard=None,
            declared=None,
            disagrees=(),
        )


def observed(value: Any, evidence: str, disagrees: Iterable[str] = ()) -> "Finding":
    """Say that ``value`` was read from the place that ``evidence`` names, and what in the cluster says otherwise."""
    return Finding(value=value, evidence=evidence, disagrees=tuple(disagrees))


def not_visible(reason: str, disagrees: Iterable[str] = ()) -> "Finding":
    """Say that the value could not be read, and why; of sources that disagree, what each says."""
    return Finding(reason=reason, disagrees=tuple(disagrees))


def absent(reason: str) -> "Finding":
    """Say that there is no value because what it would be of was looked for and not found."""
    return Finding(reason=reason, absent=True)


class Finding(Struct, frozen=True):
    """What one rule made of a snapshot: a value with its evidence, or the reason why there is none.

    Attributes:
        disagrees: what in the cluster says otherwise, each with its place, as ``Fact.disagrees``.
        absent: as ``Fact.absent``.
    """

    value: Any = None
    evidence: str = ""
    reason: str = ""
    disagrees: tuple[str, ...] = ()
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Facts(Mapping[str, Fact]):
    """All facts of a cluster by name."""

    by_name: Mapping[str, Fact] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Fact:
        return self.by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_name)

    def __len__(self) -> int:
        return len(self.by_name)

    def value(self, name: str, default: Any = None) -> Any:
        """Give a fact's value, or ``default`` where it is not visible."""
        fact = self.by_name[name]
        return fact.value if fact.visible else default
