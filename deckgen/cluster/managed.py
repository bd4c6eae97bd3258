"""The managed services: what runs them, with version, URL, replicas and how long they keep what they gather."""

import re

from deckgen.cluster import harbor, log_retention, retention
from deckgen.cluster.facts.namespaces import customers
from deckgen.cluster.product import (
    ALERTMANAGER,
    ALLOY,
    CERT_MANAGER,
    ELASTICSEARCH,
    EXTERNAL_DNS,
    FLUENT_BIT,
    FLUENTD,
    GRAFANA,
    HARBOR,
    HARBOR_PARTS,
    HEADLAMP,
    KIBANA,
    KUBERNETES_DASHBOARD,
    LOKI,
    OPENSEARCH,
    OPENSEARCH_DASHBOARDS,
    PROMETHEUS,
    PROMTAIL,
    TRIVY,
    VELERO,
    Product,
)
from deckgen.cluster.published import Published, published
from deckgen.cluster.running import Running
from deckgen.cluster.sight import unread
from deckgen.cluster.snapshot import Container, Snapshot
from deckgen.fact import Finding, absent, not_visible, observed

DASHBOARDS = (KUBERNETES_DASHBOARD, HEADLAMP)
LOG_STORES = (ELASTICSEARCH, OPENSEARCH, LOKI)
_COLLECTORS = (FLUENTD, FLUENT_BIT, PROMTAIL, ALLOY)
_LISTED = (
    ("Dashboard", DASHBOARDS),
    ("Logging", LOG_STORES),
    ("Log collection", _COLLECTORS),
    ("Log search", (KIBANA, OPENSEARCH_DASHBOARDS)),
    ("Metrics", (PROMETHEUS,)),
    ("Alerts", (ALERTMANAGER,)),
    ("Graphs", (GRAFANA,)),
    ("Registry", (HARBOR,)),
    ("Certificates", (CERT_MANAGER,)),
    ("Backup of objects", (VELERO,)),
    ("DNS records", (EXTERNAL_DNS,)),
)


def present(snapshot: Snapshot, *, products: tuple[Product, ...]) -> Finding:
    """Say whether one of the products runs here. Source: images of all that runs (see ``product``)."""
    for product in products:
        if found := _instances(snapshot, product):
            return observed(value=True, evidence=f"{found[0][0].place} image of {product.name}")
    return observed(value=False, evidence=_none(products))


def name_of(snapshot: Snapshot, *, products: tuple[Product, ...]) -> Finding:
    """Give the name of the product that runs here, of several the first. Source: see ``present``."""
    found = [product for product in products if product.found(snapshot)]
    if not found:
        return not_visible(_none(products))
    others = "".join(f"; {one.name} runs here too" for one in found[1:])
    return observed(found[0].name, f"image of {found[0].name}{others}")


def version(snapshot: Snapshot, *, products: tuple[Product, ...]) -> Finding:
    """Give the version: of the image tag; the dashboard's v7 is four images, so there of the chart.

    Source: image tag, else label ``app.kubernetes.io/version``; label ``helm.sh/chart`` for kubernetesui/dashboard-web
    (kubernetes/dashboard charts/kubernetes-dashboard).
    """
    product = _running(snapshot, products)
    if product is None:
        return not_visible(_none(products))
    said = _chart(snapshot) if product is KUBERNETES_DASHBOARD else ""
    instances = _instances(snapshot, product)
    if found := said or product.version_of(instances):
        label = "label helm.sh/chart" if said else "image tag"
        return observed(found, f"{label} of {', '.join(_places(instances))}")
    return not_visible(f"no image tag or label tells the version of {product.name}")


def url(snapshot: Snapshot, *, products: tuple[Product, ...], kind: str = "") -> Finding:
    """Give where a product answers: the plainest URL of an Ingress that leads to it, else what its resource says.

    Of several the platform's own comes before one in a namespace of the customer's. Source: see ``published``;
    ``.spec.externalUrl`` of the CR ``kind`` (prometheus-operator/prometheus-operator).
    """
    product = _running(snapshot, products)
    if product is None:
        return not_visible(_none(products))
    own = {one.place for one, _ in _instances(snapshot, product)}
    leading = [one for one in published(snapshot) if one.leads_to(*product.images)]
    if leading:
        best = min(leading, key=lambda one: not _leads_to_one_of(one, own))
        others = [one.url for one in leading if one.url != best.url]
        return observed(best.url, best.evidence + (f"; also at {', '.join(others)}" if others else ""))
    hidden = unread(snapshot, "ingresses", "services")
    said = [one for one in snapshot.customs if kind and one.kind == kind and one.fields.get("spec.externalUrl")]
    if said and not (hidden and len(said) > 1):  # of several, the Ingresses would tell which is meant
        place = f"{kind} {said[0].namespace}/{said[0].name} .spec.externalUrl"
        return observed(str(said[0].fields["spec.externalUrl"]).rstrip("/"), place)
    return not_visible(hidden or f"no Ingress and no HTTPRoute leads to {product.name}")


def urls(snapshot: Snapshot, *, products: tuple[Product, ...], kind: str = "") -> Finding:
    """Give all URLs that lead to the platform's own instances of a product; where none does, the one of ``url``.

    Source: see ``url``.
    """
    product = _running(snapshot, products)
    own = {one.place for one, _ in _instances(snapshot, product)} if product else set()
    leading = [one for one in published(snapshot) if product and one.leads_to(*product.images)]
    found = {one.url: one.evidence for one in leading if _leads_to_one_of(one, own)}
    if found:
        return observed(list(found), "; ".join(found.values()))
    single = url(snapshot, products=products, kind=kind)
    return observed([single.value], single.evidence) if single.value else not_visible(single.reason)


def replicas(snapshot: Snapshot, *, products: tuple[Product, ...], ready: bool) -> Finding:
    """Count a product's replicas, those that are ready or those that are wanted.

    Source: ``.spec.replicas`` and ``.status.readyReplicas`` of the workloads with its image, of a DaemonSet
    ``.status.desiredNumberScheduled`` and ``.numberReady``.
    """
    product = _running(snapshot, products)
    if product is None:
        return not_visible(_none(products))
    found = _parts(snapshot, product)
    return observed(_ready(found)[0 if ready else 1], "; ".join(map(_told, found)))


def not_ready(snapshot: Snapshot) -> Finding:
    """Give the managed services that are not all there, such as "Alertmanager: 2 of 3". Source: see ``replicas``.

    What is scaled down to nothing is not there either.
    """
    found = [product for _, products in _LISTED if (product := _running(snapshot, products))]
    short = {one.name: parts for one in found if not _is_whole(parts := _parts(snapshot, one))}
    said = [f"{name}: {ready} of {wanted}" for name, parts in short.items() for ready, wanted in [_ready(parts)]]
    lacking = [_told(part) for parts in short.values() for part in parts if not _is_whole([part])]
    return observed(said, "; ".join([f"{len(said)} of {len(found)} services", *lacking]))


def not_ready_count(snapshot: Snapshot) -> Finding:
    """Count the managed services that are not all there. Source: see ``not_ready``."""
    found = not_ready(snapshot)
    return observed(len(found.value), found.evidence)


def logging_product(snapshot: Snapshot) -> Finding:
    """Give what keeps the logs and what carries them there; Loki and OpenSearch are not EFK.

    Source: images of elasticsearch, opensearch or loki, of fluentd or fluent-bit, and of kibana.
    """
    store = _running(snapshot, LOG_STORES)
    if store is None:
        return not_visible(_none(LOG_STORES))
    carriers = [one for one in _COLLECTORS if _instances(snapshot, one)]
    parts = [store, *carriers, *(one for one in (KIBANA, OPENSEARCH_DASHBOARDS) if one.found(snapshot))]
    names = [part.name for part in parts]
    words = ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else names[0]
    short = " (EFK)" if parts == [ELASTICSEARCH, FLUENTD, KIBANA] else ""
    return observed(words + short, "images of " + ", ".join(names))


def logging_url(snapshot: Snapshot) -> Finding:
    """Give where logs are read: Kibana, OpenSearch Dashboards, or Grafana beside Loki. Source: see ``url``."""
    readers = {ELASTICSEARCH: KIBANA, OPENSEARCH: OPENSEARCH_DASHBOARDS, LOKI: GRAFANA}
    store = _running(snapshot, LOG_STORES)
    return url(snapshot, products=(readers[store],)) if store else not_visible(_none(LOG_STORES))


def logging_retention(snapshot: Snapshot) -> Finding:
    """Give how many days logs are kept. Source: see ``log_retention``."""
    store = _running(snapshot, LOG_STORES)
    if store is None:
        return absent(_none(LOG_STORES))
    found = log_retention.loki(snapshot) if store is LOKI else log_retention.curator(snapshot)
    return found if found.value is not None else not_visible(unread(snapshot, "configmaps", "cronjobs") or found.reason)


def prometheus_count(snapshot: Snapshot) -> Finding:
    """Count the Prometheus instances, not their replicas. Source: see ``retention.prometheuses``."""
    found = retention.prometheuses(snapshot)
    return observed(len(found), ", ".join(f"{one.namespace}/{one.name}" for one in found) or _none((PROMETHEUS,)))


def prometheus_retention(snapshot: Snapshot) -> Finding:
    """Give how many hours metrics are kept, by the instance that keeps them the shortest.

    Source: see ``retention.prometheuses``; each instance stands in ``services.prometheus.instances``.
    """
    found = retention.prometheuses(snapshot)
    if not found:
        return absent(_none((PROMETHEUS,)))
    hidden = [one for one in found if one.retention.value is None]
    if hidden:
        return not_visible(hidden[0].retention.reason)
    shortest = min(float(one.retention.value) for one in found)
    said = next(one.retention.value for one in found if float(one.retention.value) == shortest)
    return observed(said, "; ".join(f"{one.retention.value} h: {one.retention.evidence}" for one in found))


def prometheus_instances(snapshot: Snapshot) -> Finding:
    """Give every Prometheus: where it is, its hours of data ("" where they do not show), version and ready replicas.

    Source: see ``retention.prometheuses``.
    """
    rows = [
        {
            "namespace": one.namespace,
            "name": one.name,
            "retention": one.retention.value if one.retention.value is not None else "",
            "version": one.version,
            "ready": f"{one.ready} of {one.wanted}",
        }
        for one in retention.prometheuses(snapshot)
    ]
    return observed(rows, f"{len(rows)} instances")


def harbor_url(snapshot: Snapshot) -> Finding:
    """Give Harbor's address. Source: core ConfigMap ``EXT_ENDPOINT`` (goharbor/harbor-helm), else as ``url``."""
    said = harbor.endpoint(snapshot)
    return said if said.value is not None else url(snapshot, products=(HARBOR,))


def listing(snapshot: Snapshot) -> Finding:
    """Give every managed service that runs here; what does not show of one is "".

    Source: see ``present``, ``version`` and ``url``; ``ready`` is ready of wanted replicas of the product's image.
    """
    rows = []
    for name, products in _LISTED:
        product = _running(snapshot, products)
        if product is None:
            continue
        found = _parts(snapshot, product)
        where = harbor_url(snapshot) if product is HARBOR else url(snapshot, products=products, kind=product.name)
        rows.append(
            {
                "name": name,
                "product": product.name,
                "version": version(snapshot, products=products).value or "",
                "url": where.value or "",
                "namespace": ", ".join(sorted({one.namespace for one in found})),
                "ready": "{} of {}".format(*_ready(found)),
            }
        )
    return observed(rows, f"{len(rows)} services found by image")


def _running(snapshot: Snapshot, products: tuple[Product, ...]) -> Product | None:
    return next((product for product in products if _instances(snapshot, product)), None)


def _instances(snapshot: Snapshot, product: Product) -> list[tuple[Running, Container]]:
    """Give what runs a product: the platform's own, or else what there is.

    A collector beside an application of the customer's carries that one's logs alone, and is not the platform's.
    """
    found = product.found(snapshot)
    own = customers(snapshot) if found else set()
    platforms = [pair for pair in found if pair[0].namespace not in own]
    return platforms or ([] if product in _COLLECTORS else found)


def _parts(snapshot: Snapshot, product: Product) -> list[Running]:
    """Give what runs a product, with what it cannot do without: Harbor without its registry keeps no images."""
    products = (product, HARBOR_PARTS, TRIVY) if product is HARBOR else (product,)
    return list({one.place: one for each in products for one, _ in _instances(snapshot, each)}.values())


def _ready(parts: list[Running]) -> tuple[int, int]:
    return sum(one.ready for one in parts), sum(one.replicas for one in parts)


def _is_whole(parts: list[Running]) -> bool:
    return all(one.ready >= one.replicas for one in parts) and any(one.replicas for one in parts)


def _told(one: Running) -> str:
    return f"{one.place}: {one.ready} of {one.replicas} ready"


def _places(instances: list[tuple[Running, Container]]) -> list[str]:
    return sorted({one.place for one, _ in instances})


def _leads_to_one_of(one: Published, places: set[str]) -> bool:
    return any(each.place in places for each in one.behind)


def _none(products: tuple[Product, ...]) -> str:
    return "nothing runs an image of " + " or ".join(product.name for product in products)


def _chart(snapshot: Snapshot) -> str:
    parts = [one for one, container in KUBERNETES_DASHBOARD.found(snapshot) if "dashboard-web" in container.image]
    charts = (re.search(r"-v?(\d+\.\d.*)$", one.label("helm.sh/chart")) for one in parts)
    return next((found[1] for found in charts if found), "")
