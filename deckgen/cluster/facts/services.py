"""The managed services: found by image, with their URLs from Ingresses."""

from collections.abc import Callable
from functools import partial
from typing import Any

from deckgen.cluster import retention
from deckgen.cluster.definition import Definition, Shape
from deckgen.cluster.product import (
    ALERTMANAGER,
    CERT_MANAGER,
    CLAIR,
    ELASTICSEARCH,
    EXTERNAL_DNS,
    FLUENT_BIT,
    FLUENTD,
    GRAFANA,
    HARBOR,
    HEADLAMP,
    KIBANA,
    KUBERNETES_DASHBOARD,
    LOKI,
    OPENSEARCH,
    OPENSEARCH_DASHBOARDS,
    PROMETHEUS,
    TRIVY,
    VELERO,
    Product,
)
from deckgen.cluster.published import published
from deckgen.cluster.setting import evidence, settings
from deckgen.cluster.sight import WORKLOADS, unread
from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import Finding, Holds, not_visible, observed

_RUNS = (*WORKLOADS, "pods")
_DASHBOARDS = (KUBERNETES_DASHBOARD, HEADLAMP)
_LOG_STORES = (ELASTICSEARCH, OPENSEARCH, LOKI)
_LISTED = (
    ("Dashboard", _DASHBOARDS),
    ("Logging", _LOG_STORES),
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
        if found := product.found(snapshot):
            return observed(value=True, evidence=f"{found[0][0].place} image of {product.name}")
    return observed(value=False, evidence=_none(products))


def name_of(snapshot: Snapshot, *, products: tuple[Product, ...]) -> Finding:
    """Give the name of the product that runs here. Source: see ``present``."""
    found = _running(snapshot, products)
    return observed(found.name, f"image of {found.name}") if found else not_visible(_none(products))


def version(snapshot: Snapshot, *, products: tuple[Product, ...]) -> Finding:
    """Give the version: of the image tag; the dashboard's v7 is four images, so there of the chart.

    Source: image tag, else label ``app.kubernetes.io/version``; label ``helm.sh/chart`` for kubernetesui/dashboard-web
    (kubernetes/dashboard charts/kubernetes-dashboard).
    """
    product = _running(snapshot, products)
    if product is None:
        return not_visible(_none(products))
    said = _chart(snapshot) if product is KUBERNETES_DASHBOARD else ""
    if found := said or product.version(snapshot):
        return observed(found, "label helm.sh/chart" if said else f"image tag of {product.name}")
    return not_visible(f"no image tag or label tells the version of {product.name}")


def url(snapshot: Snapshot, *, products: tuple[Product, ...], kind: str = "") -> Finding:
    """Give where a product answers: the plainest URL of an Ingress that leads to it, else what its resource says.

    Source: see ``published``; ``.spec.externalUrl`` of the CR ``kind`` (prometheus-operator/prometheus-operator).
    """
    product = _running(snapshot, products)
    if product is None:
        return not_visible(_none(products))
    for one in published(snapshot):
        if one.leads_to(*product.images):
            return observed(one.url, one.evidence)
    for custom in snapshot.customs:
        if kind and custom.kind == kind and custom.fields.get("spec.externalUrl"):
            place = f"{kind} {custom.namespace}/{custom.name} .spec.externalUrl"
            return observed(str(custom.fields["spec.externalUrl"]).rstrip("/"), place)
    return not_visible(unread(snapshot, "ingresses", "services") or f"no Ingress leads to {product.name}")


def logging_product(snapshot: Snapshot) -> Finding:
    """Give what keeps the logs and what carries them there; Loki and OpenSearch are not EFK.

    Source: images of elasticsearch, opensearch or loki, of fluentd or fluent-bit, and of kibana.
    """
    store = _running(snapshot, _LOG_STORES)
    if store is None:
        return not_visible(_none(_LOG_STORES))
    parts = [store, *(one for one in (FLUENTD, FLUENT_BIT, KIBANA, OPENSEARCH_DASHBOARDS) if one.found(snapshot))]
    names = [part.name for part in parts]
    words = ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else names[0]
    short = " (EFK)" if parts == [ELASTICSEARCH, FLUENTD, KIBANA] else ""
    return observed(words + short, "images of " + ", ".join(names))


def logging_url(snapshot: Snapshot) -> Finding:
    """Give where logs are read: Kibana, OpenSearch Dashboards, or Grafana beside Loki. Source: see ``url``."""
    readers = {ELASTICSEARCH: KIBANA, OPENSEARCH: OPENSEARCH_DASHBOARDS, LOKI: GRAFANA}
    store = _running(snapshot, _LOG_STORES)
    return url(snapshot, products=(readers[store],)) if store else not_visible(_none(_LOG_STORES))


def logging_retention(snapshot: Snapshot) -> Finding:
    """Give how many days logs are kept. Source: see ``retention.curator`` and ``retention.loki``."""
    store = _running(snapshot, _LOG_STORES)
    if store is None:
        return not_visible(_none(_LOG_STORES))
    found = retention.loki(snapshot) if store is LOKI else retention.curator(snapshot)
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
        return not_visible(_none((PROMETHEUS,)))
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
            "ready": one.ready,
        }
        for one in retention.prometheuses(snapshot)
    ]
    return observed(rows, f"{len(rows)} instances")


def harbor_url(snapshot: Snapshot) -> Finding:
    """Give Harbor's address. Source: core ConfigMap ``EXT_ENDPOINT`` (goharbor/harbor-helm), else as ``url``."""
    said = settings(snapshot, "EXT_ENDPOINT")
    if said and HARBOR.found(snapshot):
        return observed(said[0].value.rstrip("/"), evidence(said[0]))
    return url(snapshot, products=(HARBOR,))


def harbor_scanner(snapshot: Snapshot) -> Finding:
    """Give the scanner that Harbor has: Trivy, or Clair before 2.2.

    Source: core ConfigMap ``WITH_TRIVY``, ``WITH_CLAIR`` (goharbor/harbor-helm); else images trivy-adapter, clair.
    """
    if not HARBOR.found(snapshot):
        return not_visible(_none((HARBOR,)))
    for name, product, key in (("Trivy", TRIVY, "WITH_TRIVY"), ("Clair", CLAIR, "WITH_CLAIR")):
        told = [one for one in settings(snapshot, key) if one.value.lower() == "true"]
        if told:
            return observed(name, evidence(told[0]))
        if found := product.found(snapshot):
            return observed(name, f"{found[0][0].place} image")
    return not_visible("no setting and no image of a scanner beside Harbor")


def harbor_storage(snapshot: Snapshot) -> Finding:
    """Give where Harbor keeps images, such as "swift, container harbor-registry".

    Source: core ConfigMap ``REGISTRY_STORAGE_PROVIDER_NAME``; registry ConfigMap ``config.yml`` ``storage.*``.
    """
    if not HARBOR.found(snapshot):
        return not_visible(_none((HARBOR,)))
    places = settings(snapshot, r"config\.ya?ml\.storage\.\w+\.(container|bucket)")
    if places:
        kind, what = places[0].name.split(".")[-2:]
        return observed(f"{kind}, {what} {places[0].value}", evidence(places[0]))
    said = settings(snapshot, "REGISTRY_STORAGE_PROVIDER_NAME")
    if said:
        return observed(said[0].value, evidence(said[0]))
    return not_visible(unread(snapshot, "configmaps") or "Harbor's settings do not name its storage")


def listing(snapshot: Snapshot) -> Finding:
    """Give every managed service that runs here; what does not show of one is "".

    Source: see ``present``, ``version`` and ``url``; ``ready`` is ready of wanted replicas of the product's image.
    """
    rows = []
    for name, products in _LISTED:
        product = _running(snapshot, products)
        if product is None:
            continue
        found = {one.place: one for one, _ in product.found(snapshot)}.values()
        where = harbor_url(snapshot) if product is HARBOR else url(snapshot, products=products, kind=product.name)
        rows.append(
            {
                "name": name,
                "product": product.name,
                "version": version(snapshot, products=products).value or "",
                "url": where.value or "",
                "namespace": ", ".join(sorted({one.namespace for one in found})),
                "ready": f"{sum(one.ready for one in found)} of {sum(one.replicas for one in found)}",
            }
        )
    return observed(rows, f"{len(rows)} services found by image")


def _running(snapshot: Snapshot, products: tuple[Product, ...]) -> Product | None:
    return next((product for product in products if product.found(snapshot)), None)


def _none(products: tuple[Product, ...]) -> str:
    return "nothing runs an image of " + " or ".join(product.name for product in products)


def _chart(snapshot: Snapshot) -> str:
    parts = [one for one, container in KUBERNETES_DASHBOARD.found(snapshot) if "dashboard-web" in container.image]
    return next((one.label("helm.sh/chart").rpartition("-")[2] for one in parts if one.label("helm.sh/chart")), "")


_IMAGES = "images of Deployments, StatefulSets, DaemonSets and Pods"
_INGRESSES = "Ingress -> Service -> image of what runs behind it"


def _define(
    name: str, meaning: str, shape: Shape, find: Callable[[Snapshot], Finding], read_from: str = _IMAGES, **more: Any
) -> Definition:
    return Definition(f"services.{name}", meaning, shape, find, read_from, **{"needs": _RUNS, **more})


def _url(name: str, products: tuple[Product, ...], kind: str = "") -> Definition:
    find = partial(url, products=products, kind=kind)
    return _define(f"{name}.url", f"Where {products[0].name} answers", "text", find, _INGRESSES, holds=Holds.URL)


def _present(name: str, products: tuple[Product, ...]) -> Definition:
    meaning = f"Whether {' or '.join(product.name for product in products)} runs in the cluster"
    return _define(f"{name}.present", meaning, "flag", partial(present, products=products))


def _version(name: str, products: tuple[Product, ...]) -> Definition:
    meaning = f"The version of {' or '.join(product.name for product in products)}"
    return _define(f"{name}.version", meaning, "text", partial(version, products=products), "image tag or label")


FACTS = (
    _define(
        "list",
        "The managed services that run in the cluster, with version and URL",
        "rows",
        listing,
        f"{_IMAGES}; {_INGRESSES}",
        holds=Holds.URL,
        columns=("name", "product", "version", "url", "namespace", "ready"),
    ),
    _present("dashboard", _DASHBOARDS),
    _define("dashboard.product", "Which dashboard it is", "text", partial(name_of, products=_DASHBOARDS)),
    _version("dashboard", _DASHBOARDS),
    _url("dashboard", _DASHBOARDS),
    _present("logging", _LOG_STORES),
    _define("logging.product", "What carries and keeps the logs", "text", logging_product),
    _define("logging.url", "Where logs are read", "text", logging_url, _INGRESSES, holds=Holds.URL),
    _define(
        "logging.retention",
        "How long logs are kept",
        "number",
        logging_retention,
        "Curator's action file or command; Loki's configuration",
        unit="d",
    ),
    _url("kibana", (KIBANA,)),
    _present("prometheus", (PROMETHEUS,)),
    _define("prometheus.count", "How many Prometheus instances there are", "number", prometheus_count),
    _define(
        "prometheus.retention",
        "How long metrics are kept, by the instance that keeps them the shortest",
        "number",
        prometheus_retention,
        "Prometheus .spec.retention; flags --storage.tsdb.retention*",
        unit="h",
    ),
    _define(
        "prometheus.instances",
        "Every Prometheus with the hours that it keeps metrics",
        "rows",
        prometheus_instances,
        "Prometheus .spec; flags",
        columns=("namespace", "name", "retention", "version", "ready"),
        holds=Holds.IDENTIFIER,
    ),
    _version("prometheus", (PROMETHEUS,)),
    _url("prometheus", (PROMETHEUS,), "Prometheus"),
    _present("alertmanager", (ALERTMANAGER,)),
    _url("alertmanager", (ALERTMANAGER,), "Alertmanager"),
    _present("grafana", (GRAFANA,)),
    _version("grafana", (GRAFANA,)),
    _url("grafana", (GRAFANA,)),
    _present("harbor", (HARBOR,)),
    _version("harbor", (HARBOR,)),
    _define("harbor.url", "Where Harbor answers", "text", harbor_url, "Harbor's core ConfigMap", holds=Holds.URL),
    _define("harbor.scanner", "What looks for weaknesses in images", "text", harbor_scanner, "Harbor's core ConfigMap"),
    _define(
        "harbor.storage",
        "Where Harbor keeps the images",
        "text",
        harbor_storage,
        "Harbor's core and registry ConfigMaps",
        holds=Holds.IDENTIFIER,
    ),
)
