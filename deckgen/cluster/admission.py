"""What holds Pods back from rights on their node: Pod Security levels, PodSecurityPolicies, policy engines."""

from deckgen.cluster import product
from deckgen.cluster.facts.server import minor_of
from deckgen.cluster.running import api_servers
from deckgen.cluster.snapshot import Namespace, Snapshot

ENFORCE = "pod-security.kubernetes.io/enforce"

_LOOSE = {"", "privileged"}
_PLUGIN = "PodSecurityPolicy"
_FIRST_MINOR = 23


def level(snapshot: Snapshot, namespace: Namespace) -> str:
    """Give the Pod Security level that a namespace enforces: ``baseline`` or ``restricted``, or "".

    Source: Namespace label ``pod-security.kubernetes.io/enforce``. It does nothing before 1.23, in which the admission
    plug-in was first on by default (kubernetes pkg/features PodSecurity), and ``privileged`` holds nothing back.
    """
    minor = minor_of(snapshot)
    said = namespace.labels.get(ENFORCE, "")
    return "" if said in _LOOSE or (minor is not None and minor < _FIRST_MINOR) else said


def policies(snapshot: Snapshot) -> list[str]:
    """Give the PodSecurityPolicies that are in force.

    Source: ``policy/v1beta1`` PodSecurityPolicy, up to 1.24. They do nothing unless the API server's
    ``--enable-admission-plugins`` has PodSecurityPolicy; where no API server shows its flags, they are believed.
    """
    servers = api_servers(snapshot)
    if servers and not any(_PLUGIN in one.flags.get("enable-admission-plugins", "").split(",") for one in servers):
        return []
    return [custom.name for custom in snapshot.customs if custom.kind == _PLUGIN]


def elsewhere(snapshot: Snapshot) -> str:
    """Say by what Pods may be held back that does not show here, or "".

    Source: images of Kyverno and Gatekeeper; the API server's ``--admission-control-config-file``, a file on its host
    that may set a level for all namespaces.
    """
    for engine in (product.KYVERNO, product.GATEKEEPER):
        if found := engine.found(snapshot):
            return f"{engine.name} runs here ({found[0][0].place}); what its policies forbid is not read"
    if any("admission-control-config-file" in one.flags for one in api_servers(snapshot)):
        return "kube-apiserver --admission-control-config-file names a file on the host, which may set a level"
    return ""
