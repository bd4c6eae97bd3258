"""What the demo application is fitted to: a free namespace, a host, an ingress class and a StorageClass of the cluster.

Each value is one to propose, with what it was read from; where there is none, the application goes without that part.
"""

from collections import Counter
from itertools import count

from deckgen.cluster.definition import Definition
from deckgen.cluster.facts import ingress
from deckgen.cluster.facts.namespaces import customers
from deckgen.cluster.sight import unread
from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import UNSURE, Finding, Holds, not_visible, observed

NAME = "hello"
"""What the application is called, its namespace and the first label of its host, unless somebody has that already."""

_CLASSES, _INGRESSES, _INGRESS_CLASSES = "storageclasses", "ingresses", "ingressclasses"
_LABELS = 3
"""Labels that a host needs so that what stands behind the first one is a domain, not a top-level domain."""


def namespace(snapshot: Snapshot) -> Finding:
    """Give a name that no namespace has: what the call makes there it also deletes. Source: Namespaces."""
    taken = {one.name for one in snapshot.namespaces}
    return observed(_free(taken), f"none of {len(taken)} Namespaces is called so")


def host(snapshot: Snapshot) -> Finding:
    """Give a host that is free, in the domain that most hosts of this cluster are in, the customer's first.

    Whether the name resolves is the DNS's to say: under a wildcard record or with external-dns it does by itself.
    Source: Ingress ``.spec.rules[].host``; ``*.apps.example.com`` and ``shop.apps.example.com`` are both in
    ``apps.example.com``.
    """
    found = {(one.namespace, route.host) for one in snapshot.ingresses for route in one.routes}
    hosts = [(place, name) for place, name in found if name.count(".") >= _LABELS - 1]
    if not hosts:
        return not_visible("no Ingress names a host")
    own = customers(snapshot)
    domains = Counter(name.partition(".")[2] for place, name in hosts if place in own) or Counter(
        name.partition(".")[2] for _, name in hosts
    )
    domain = min(domains, key=lambda name: (-domains[name], name))
    label = _free({name.partition(".")[0] for _, name in hosts if name.partition(".")[2] == domain})
    return observed(f"{label}.{domain}", f"Ingress .spec.rules[].host: {domains[domain]} in {domain}")


def ingress_class(snapshot: Snapshot) -> Finding:
    """Give the class that an Ingress of the customer's should name.

    Source: see ``ingress.class_name``; else the IngressClass with annotation
    ``ingressclass.kubernetes.io/is-default-class``, or the only one that there is.
    """
    found = ingress.class_name(snapshot)
    if found.value and found.value != UNSURE:
        return found
    default = [one.name for one in snapshot.ingress_classes if one.default]
    if len(default) == 1:
        return observed(default[0], "IngressClass annotation ingressclass.kubernetes.io/is-default-class")
    if len(snapshot.ingress_classes) == 1:
        return observed(snapshot.ingress_classes[0].name, "the only IngressClass")
    return not_visible(found.reason or "several ingress classes, and none is the default")


def ingress_annotated(snapshot: Snapshot) -> Finding:
    """Say whether the class goes into annotation ``kubernetes.io/ingress.class``, as there is no object for it.

    Older controllers look at the annotation alone, unless an IngressClass names them (kubernetes/ingress-nginx
    docs/user-guide/multiple-ingress.md). Source: IngressClass ``.metadata.name``.
    """
    name, reason = ingress_class(snapshot), unread(snapshot, _INGRESS_CLASSES)
    if reason or not name.value:
        return not_visible(reason or name.reason)
    has_object = any(one.name == name.value for one in snapshot.ingress_classes)
    said = f"IngressClass {name.value}" if has_object else f"no IngressClass is called {name.value}"
    return observed(not has_object, said)


def storage_class(snapshot: Snapshot) -> Finding:
    """Give the StorageClass for a small volume: the default one.

    Where StorageClasses may not be read, the one that most bound claims of the whole cluster name: those of one team
    may all be of a special kind. Source: annotation ``storageclass.kubernetes.io/is-default-class``;
    PersistentVolumeClaim ``.spec.storageClassName``.
    """
    reason = unread(snapshot, _CLASSES)
    if reason:
        return _used_class(snapshot, reason)
    default = sorted(kind.name for kind in snapshot.storage_classes if kind.default)
    if len(default) == 1:
        return observed(default[0], "StorageClass annotation storageclass.kubernetes.io/is-default-class")
    if default:
        return not_visible(f"several StorageClasses are marked as the default: {', '.join(default)}")
    return not_visible("no StorageClass is marked as the default")


def _used_class(snapshot: Snapshot, reason: str) -> Finding:
    bound = [one for one in snapshot.claims if one.phase == "Bound" and one.storage_class]
    if not bound:
        return not_visible(reason)
    used = Counter(one.storage_class for one in bound)
    name = min(used, key=lambda one: (-used[one], one))
    return observed(name, f"PersistentVolumeClaim .spec.storageClassName: {used[name]} of {len(bound)} bound, {reason}")


def _free(taken: set[str]) -> str:
    """Give ``NAME``, or with the first number that makes it one that nobody has."""
    numbered = (f"{NAME}-{number}" for number in count(2))
    return NAME if NAME not in taken else next(one for one in numbered if one not in taken)


FACTS = (
    Definition(
        "demo.namespace",
        "A name for the demo application's namespace that no other has",
        "text",
        namespace,
        "Namespace .metadata.name",
        needs=("namespaces",),
        holds=Holds.NAMESPACE,
    ),
    Definition(
        "demo.host",
        "A free host for the demo application, in a domain that this cluster publishes",
        "text",
        host,
        "Ingress .spec.rules[].host",
        needs=(_INGRESSES,),
        local=True,
        holds=Holds.URL,
    ),
    Definition(
        "demo.ingress_class",
        "The ingress class that the demo application names",
        "text",
        ingress_class,
        "as ingress.class, else IngressClass objects",
        needs=(_INGRESSES,),
        local=True,
        holds=Holds.PLATFORM,
    ),
    Definition(
        "demo.ingress_class.annotated",
        "Whether its class goes into the annotation that older controllers read",
        "flag",
        ingress_annotated,
        "IngressClass .metadata.name",
        needs=(_INGRESSES,),
        local=True,
    ),
    Definition(
        "demo.storage_class",
        "The StorageClass that the demo application's volume names",
        "text",
        storage_class,
        "StorageClass .metadata.annotations, else PersistentVolumeClaim .spec.storageClassName",
        local=True,
        holds=Holds.PLATFORM,
    ),
)
