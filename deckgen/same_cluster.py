"""Makes sure that a profile and a snapshot are of the same cluster: a deck never mixes customers."""

import re
from collections.abc import Iterator

from deckgen.cluster.snapshot import Snapshot
from deckgen.customer import Customer
from deckgen.errors import InputError

GENERIC = frozenset(
    {"", "in-cluster", "default", "kubernetes", "kubernetes-admin@kubernetes", "cluster.local", "local"}
)
"""Names that kubeadm, k3s, Kubespray and clients give where nobody chose one."""


def check_same_cluster(known: Customer, taken: Snapshot) -> None:
    """Make sure that a profile is of the cluster that was read, as far as both say which one it is.

    Names agree where one is part of the other, without regard to case and to what joins their words: ``retail-prod``
    and ``admin@retail_prod``. A prospect's profile is of no cluster, so that it cannot be of this one: its name stands
    in the deck, and whose cluster it is does not.

    Raises:
        InputError: they name different clusters, or a prospect's the same; with the names.
    """
    if not known.cluster:
        return
    read = [name for name in _names(taken) if name.lower() not in GENERIC]
    own = [known.cluster, *known.also_called]
    is_same = any(_agree(one, other) for one in own for other in read)
    if known.prospect and is_same:
        raise InputError(
            f"the profile is a prospect's, and its cluster {known.cluster!r} is the one that was read",
            "a prospect is whom a deck is for; of the customer whose cluster it is, take 'prospect: true' out",
        )
    if read and not is_same and not known.prospect:
        raise InputError(
            f"the profile is of the cluster {known.cluster!r}, and what was read is {' or '.join(map(repr, read))}",
            "give the profile of this cluster; where both are the same, name it under 'also_called' in the profile",
        )


def _names(taken: Snapshot) -> Iterator[str]:
    """Give what the cluster is called: the context that it was read by, and what its control plane was told."""
    yield from (origin.name for origin in taken.origins)
    yield from (one.value for one in taken.settings if one.name.endswith("clusterName"))
    yield from {name for pod in taken.pods for one in pod.containers if (name := one.flags.get("cluster-name"))}


def _agree(one: str, other: str) -> bool:
    first, second = (re.sub(r"[\W_]+", "-", name.casefold()).strip("-") for name in (one, other))
    return bool(first and second) and (first in second or second in first)
