"""The way of a sign-in: from kubectl to keystone, which says who somebody is."""

from collections.abc import Iterator

from deckgen.fact import Facts, Source
from deckgen.scene import Box, Scene
from deckgen.sketch import Station, counted, known, path, some, source_of


def draw(facts: Facts) -> Scene | None:
    """Draw who checks a token; None where keystone is not known to be asked."""
    if not known(facts, "identity.keystone.present") or known(facts, "identity.webhook.authentication") is False:
        return None
    return path("identity", "A sign-in's way", list(_stations(facts)))


def _stations(facts: Facts) -> Iterator[Station]:
    people = counted(known(facts, "rbac.people.count"), "person", "people")
    groups = counted(known(facts, "rbac.groups.count"), "group")
    yield Box("kubectl", "kubectl", some([people, groups and f"{groups} with a role"])), ""
    yield _server(facts), "token"
    source = source_of(facts, "identity.keystone.present")
    asked = source_of(facts, "identity.webhook.authentication")
    if source is Source.OBSERVED:
        how = "checks tokens" if asked is not Source.NOT_VISIBLE else "who asks it is not visible"
        yield Box("webhook", "k8s-keystone-auth", (how,), source=source), "asks"
    yield Box("keystone", "keystone", some([_host(facts), "says who you are"]), "openstack", source), "asks"


def _server(facts: Facts) -> Box:
    bindings = counted(known(facts, "rbac.bindings.count"), "role binding")
    return Box("server", "API server", some([known(facts, "server.version"), bindings]))


def _host(facts: Facts) -> str | None:
    """Give the host and port of keystone's address, where the audience may see it."""
    url = str(known(facts, "identity.keystone.url", ""))
    return url.rpartition("://")[2].partition("/")[0].rpartition("@")[2] or None
