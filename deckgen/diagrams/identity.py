"""The way of a sign-in: who vouches for somebody, whom the API server asks, and what roles allow then.

Keystone is asked by a webhook, k8s-keystone-auth (kubernetes/cloud-provider-openstack docs/keystone-auth); of OpenID
Connect the API server fetches the issuer's keys alone and checks the token itself (kubernetes.io/docs/reference/
access-authn-authz/authentication). Kubernetes has no LDAP of its own: it stands behind one of these.
"""

from itertools import pairwise

from msgspec import Struct

from deckgen.fact import UNSURE, Facts, Source
from deckgen.scene import Arrow, Box, Group, Scene
from deckgen.sketch import counted, known, least_sure, say, some, source_of, source_of_lines, told, with_source

RBAC = "RBAC"


class Below(Struct, frozen=True):
    """What stands below the way, in its columns, and the arrows to it."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw(facts: Facts) -> Scene | None:
    """Draw who vouches, who asks and what is allowed; None where nobody is known to vouch."""
    below = _keystone(facts) or _oidc(facts) or _declared(facts)
    if below is None:
        return None
    way = (_people(facts), _server(facts), _roles(facts), _namespaces(facts))
    rows = (
        Group("way", "", way, "kubernetes", "row", framed=False),
        Group("below", "BEHIND THE SIGN-IN", below.boxes, "neutral", "row", framed=False, head="below"),
    )
    words = ("token", "asks", "in")
    steps = tuple(_step(one, other, word) for (one, other), word in zip(pairwise(way), words, strict=True))
    boxes = ", ".join(told(box) for box in (*way, *below.boxes))
    return Scene("identity", Group("identity", "", rows), (*steps, *below.arrows), say(f"A sign-in's way: {boxes}."))


def _step(one: Box, other: Box, word: str) -> Arrow:
    return Arrow(one.id, other.id, word, least_sure((one.source, other.source)))


def _people(facts: Facts) -> Box:
    people, groups = known(facts, "rbac.people.count"), known(facts, "rbac.groups.count")
    named = (counted(people or None, "person", "people"), counted(groups or None, "group"))
    with_role = " and ".join(filter(None, named)) or ("no binding names anyone" if people == groups == 0 else "")
    lines = some([with_role])
    source = source_of_lines(lines, facts, "rbac.people.count", "rbac.groups.count")
    return Box("kubectl", "kubectl", lines, "outside", source, role="user")


def _server(facts: Facts) -> Box:
    issuer = known(facts, "identity.oidc.issuer") and known(facts, "identity.keystone.present")
    lines = some([known(facts, "server.version"), "and OpenID Connect" if issuer else None])
    source = source_of_lines(lines, facts, "server.version")
    return Box("server", "API server", lines, source=source, role="api")


def _roles(facts: Facts) -> Box:
    """Give the roles, as usual where nothing tells of them; where the API server goes by others, these."""
    modes, bindings = known(facts, "identity.authorization.modes"), known(facts, "rbac.bindings.count")
    if modes and RBAC not in modes:
        source = source_of(facts, "identity.authorization.modes")
        return Box("roles", "no roles", (", ".join(modes),), source=source, strong=True, role="role")
    lines = some([counted(bindings, "binding")])
    if not lines and not modes:
        return Box("roles", "roles", source=Source.DOCUMENTED, role="role")
    source = source_of(facts, "rbac.bindings.count" if lines else "identity.authorization.modes")
    return Box("roles", "roles", lines, source=source, strong=True, role="role")


def _namespaces(facts: Facts) -> Box:
    own = known(facts, "namespaces.customer.count")
    lines = some([f"{own} of yours" if own else None])
    source = source_of_lines(lines, facts, "namespaces.customer.count")
    return Box("namespaces", "namespaces", lines, source=source, role="namespace")


def _keystone(facts: Facts) -> Below | None:
    """Give keystone, the webhook that always stands between, and the policy that it goes by besides roles."""
    present, source = known(facts, "identity.keystone.present"), source_of(facts, "identity.keystone.present")
    if not present or known(facts, "identity.webhook.authentication") is False:
        return None
    host = _host(facts, "identity.keystone.url")
    told = source_of(facts, "identity.keystone.present", "identity.keystone.url")
    keystone = Box("keystone", "keystone", some([host, _behind(facts)]), "openstack", told, role="identity")
    webhook, policy = _webhook(facts), _policy(facts)
    arrows = (
        Arrow("kubectl", "keystone", "signs in", source),
        _asked(facts),
        Arrow("webhook", "keystone", "asks", least_sure((webhook.source, source))),
        *(Arrow("webhook", box.id, "reads", box.source) for box in policy),
    )
    return Below((keystone, webhook, *policy), arrows)


def _webhook(facts: Facts) -> Box:
    """Give what the API server asks: k8s-keystone-auth by name only where its image was seen, not told of."""
    asked, keystone = known(facts, "identity.webhook.authentication"), "identity.keystone.present"
    seen = source_of(facts, keystone, "identity.webhook.authentication")
    if source_of(facts, keystone) is Source.OBSERVED:
        how = "checks tokens" if asked else "who asks it is not visible"
        return Box("webhook", "k8s-keystone-auth", (how,), source=seen, role="plug-in")
    how, source = ("checks tokens", seen) if asked else ("is not visible", Source.NOT_VISIBLE)
    return Box("webhook", "token webhook", (how,), source=source, role="plug-in")


def _asked(facts: Facts) -> Arrow:
    """Give what the API server asks the webhook: whose a token is, and where it goes by it, what is allowed."""
    names = ["identity.keystone.present", "identity.webhook.authentication"]
    allows = known(facts, "identity.webhook.authorization")
    source = source_of(facts, *names, "identity.webhook.authorization" if allows else None)
    asked = known(facts, "identity.webhook.authentication")
    word = "who? allowed?" if allows else "whose token?"
    return Arrow("server", "webhook", word, source if asked else Source.NOT_VISIBLE)


def _policy(facts: Facts) -> tuple[Box, ...]:
    """Give the policy, where the API server asks the webhook what is allowed."""
    policy = known(facts, "identity.webhook.authorization") and known(facts, "identity.keystone.policy")
    if not policy:
        return ()
    told = source_of(facts, "identity.keystone.policy")
    return (Box("policy", "policy", (str(policy).removeprefix("ConfigMap "),), source=told, role="policy"),)


def _behind(facts: Facts) -> str | None:
    """Give the directory behind keystone, where somebody told of one."""
    provider = known(facts, "identity.provider")
    if not provider or "keystone" in str(provider).lower():
        return None
    return with_source(f"behind it {provider}", source_of(facts, "identity.provider"))


def _oidc(facts: Facts) -> Below | None:
    issuer, source = known(facts, "identity.oidc.issuer"), source_of(facts, "identity.oidc.issuer")
    if not issuer or issuer == UNSURE:
        return None
    provider = known(facts, "identity.provider", "OpenID Connect")
    told = source_of(facts, "identity.oidc.issuer", "identity.provider")
    box = Box("issuer", str(provider), some([_host(facts, "identity.oidc.issuer")]), "outside", told, role="identity")
    fetches = Arrow("server", "issuer", "fetches keys", source)
    return Below((box,), (Arrow("kubectl", "issuer", "signs in", source), fetches))


def _declared(facts: Facts) -> Below | None:
    """Give the provider that only the profile tells of; how the API server trusts it does not show then."""
    provider, source = known(facts, "identity.provider"), source_of(facts, "identity.provider")
    if not provider or source is Source.OBSERVED or known(facts, "identity.keystone.present") is not None:
        return None
    box = Box("provider", str(provider), (), "outside", source, role="identity")
    trusts = Arrow("server", "provider", "trusts", Source.NOT_VISIBLE)
    return Below((box,), (Arrow("kubectl", "provider", "signs in", source), trusts))


def _host(facts: Facts, name: str) -> str | None:
    """Give the host and port of an address, where the audience may see it, without any login in it."""
    url = str(known(facts, name, ""))
    return url.rpartition("://")[2].partition("/")[0].rpartition("@")[2] or None
