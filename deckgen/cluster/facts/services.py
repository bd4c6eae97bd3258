"""The managed services: found by image, with their URLs from Ingresses."""

from collections.abc import Callable
from functools import partial
from typing import Any

from deckgen.cluster import harbor, managed, retention
from deckgen.cluster.definition import Definition, Shape
from deckgen.cluster.managed import DASHBOARDS, LOG_STORES
from deckgen.cluster.product import ALERTMANAGER, GRAFANA, HARBOR, KIBANA, PROMETHEUS, Product
from deckgen.cluster.sight import WORKLOADS
from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import Finding, Holds

_RUNS = (*WORKLOADS, "pods")

_IMAGES = "images of Deployments, StatefulSets, DaemonSets and Pods"
_INGRESSES = "Ingress -> Service -> image of what runs behind it"


def _define(
    name: str, meaning: str, shape: Shape, find: Callable[[Snapshot], Finding], read_from: str = _IMAGES, **more: Any
) -> Definition:
    return Definition(f"services.{name}", meaning, shape, find, read_from, **{"needs": _RUNS, **more})


def _url(name: str, products: tuple[Product, ...], kind: str = "") -> Definition:
    find = partial(managed.url, products=products, kind=kind)
    return _define(f"{name}.url", f"Where {products[0].name} answers", "text", find, _INGRESSES, holds=Holds.URL)


def _present(name: str, products: tuple[Product, ...]) -> Definition:
    meaning = f"Whether {' or '.join(product.name for product in products)} runs in the cluster"
    return _define(f"{name}.present", meaning, "flag", partial(managed.present, products=products))


def _version(name: str, products: tuple[Product, ...]) -> Definition:
    meaning = f"The version of {' or '.join(product.name for product in products)}"
    return _define(
        f"{name}.version", meaning, "text", partial(managed.version, products=products), "image tag or label"
    )


def _replicas(name: str, products: tuple[Product, ...]) -> tuple[Definition, Definition]:
    named = " or ".join(product.name for product in products)
    wanted, ready = (partial(managed.replicas, products=products, ready=ready) for ready in (False, True))
    source = "Deployment, StatefulSet, DaemonSet .spec.replicas, .status"
    return (
        _define(f"{name}.replicas.wanted", f"How many replicas of {named} there should be", "number", wanted, source),
        _define(f"{name}.replicas.ready", f"How many replicas of {named} are ready", "number", ready, source),
    )


FACTS = (
    _define(
        "list",
        "The managed services that run in the cluster, with version and URL",
        "rows",
        managed.listing,
        f"{_IMAGES}; {_INGRESSES}",
        holds=Holds.URL,
        columns=("name", "product", "version", "url", "namespace", "ready"),
    ),
    _define(
        "not_ready",
        "The managed services that are not all there, with their replicas",
        "texts",
        managed.not_ready,
        "Deployment, StatefulSet, DaemonSet .spec.replicas, .status",
    ),
    _define(
        "not_ready.count",
        "How many managed services are not all there",
        "number",
        managed.not_ready_count,
        "Deployment, StatefulSet, DaemonSet .spec.replicas, .status",
    ),
    _present("dashboard", DASHBOARDS),
    _define("dashboard.product", "Which dashboard it is", "text", partial(managed.name_of, products=DASHBOARDS)),
    _version("dashboard", DASHBOARDS),
    _url("dashboard", DASHBOARDS),
    *_replicas("dashboard", DASHBOARDS),
    _present("logging", LOG_STORES),
    *_replicas("logging", LOG_STORES),
    _define("logging.product", "What carries and keeps the logs", "text", managed.logging_product),
    _define("logging.url", "Where logs are read", "text", managed.logging_url, _INGRESSES, holds=Holds.URL),
    _define(
        "logging.retention",
        "How long logs are kept",
        "number",
        managed.logging_retention,
        "Curator's action file or command; Loki's configuration",
        unit="d",
    ),
    _version("logging", LOG_STORES),
    _url("kibana", (KIBANA,)),
    _version("kibana", (KIBANA,)),
    _present("prometheus", (PROMETHEUS,)),
    _define("prometheus.count", "How many Prometheus instances there are", "number", managed.prometheus_count),
    _define(
        "prometheus.retention",
        "How long metrics are kept, by the instance that keeps them the shortest",
        "number",
        managed.prometheus_retention,
        "Prometheus .spec.retention; flags --storage.tsdb.retention*",
        unit="h",
    ),
    _define(
        "prometheus.instances",
        "Every Prometheus with the hours that it keeps metrics",
        "rows",
        managed.prometheus_instances,
        "Prometheus .spec; flags",
        columns=("namespace", "name", "retention", "version", "ready"),
        holds=Holds.OBJECT,
    ),
    _version("prometheus", (PROMETHEUS,)),
    _url("prometheus", (PROMETHEUS,), "Prometheus"),
    _define(
        "prometheus.urls",
        "Where each Prometheus of the platform answers",
        "texts",
        partial(managed.urls, products=(PROMETHEUS,), kind="Prometheus"),
        _INGRESSES,
        holds=Holds.URL,
    ),
    *_replicas("prometheus", (PROMETHEUS,)),
    _present("alertmanager", (ALERTMANAGER,)),
    _version("alertmanager", (ALERTMANAGER,)),
    _define(
        "alertmanager.retention",
        "How long silences and notifications are kept",
        "number",
        retention.alertmanager,
        "Alertmanager .spec.retention; flag --data.retention",
        unit="h",
    ),
    _url("alertmanager", (ALERTMANAGER,), "Alertmanager"),
    *_replicas("alertmanager", (ALERTMANAGER,)),
    _present("grafana", (GRAFANA,)),
    _version("grafana", (GRAFANA,)),
    _url("grafana", (GRAFANA,)),
    *_replicas("grafana", (GRAFANA,)),
    _present("harbor", (HARBOR,)),
    _version("harbor", (HARBOR,)),
    *_replicas("harbor", (HARBOR,)),
    _define(
        "harbor.url", "Where Harbor answers", "text", managed.harbor_url, "Harbor's core ConfigMap", holds=Holds.URL
    ),
    _define("harbor.scanner", "What looks for weaknesses in images", "text", harbor.scanner, "Harbor's core ConfigMap"),
    _define(
        "harbor.storage",
        "Where Harbor keeps the images",
        "text",
        harbor.storage,
        "Harbor's core and registry ConfigMaps",
        holds=Holds.OBJECT,
    ),
)
