"""The demo application: a small web server, as manifests that are fitted to one cluster and show good practice.

It is nginx without root, with its page in a ConfigMap: image, port 8080, user 101 and writing to /tmp alone are as in
nginx/docker-nginx-unprivileged (README.md, stable/alpine-slim/Dockerfile; tags: .github/workflows/alpine-stable.yml).
A second one, a StatefulSet, serves what lies on a volume: a volume of cinder's is one node's at a time, so that the
copies of a Deployment could not share it.

Each file is made of parts, which slides show one by one.
"""

import json
import re
from collections.abc import Iterator

from msgspec import Struct

from deckgen.manifests.fit import NAME, PLACEHOLDER, Fit

IMAGE = "ghcr.io/nginx/nginx-unprivileged:1.30.4-alpine-slim"
FILES = f"{NAME}-files"

_HTML = "/usr/share/nginx/html"
_POD_SECURITY_SINCE = 23
"""The minor release from which on a namespace's Pod Security labels are obeyed (beta and on, KEP-2579)."""

_BUDGET_SINCE = 21
"""The minor release from which on PodDisruptionBudget is policy/v1 (Kubernetes' deprecation guide)."""

_PLAIN = re.compile(r"[a-z]([a-z0-9.-]*[a-z0-9])?")
_NOT_TEXT = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_WHOLE = Fit(ingress_class="any", storage_class="any")


class Part(Struct, frozen=True):
    """Some lines of a manifest, as they stand in it."""

    name: str
    text: str


class Manifest(Struct, frozen=True):
    """A file: its name without number and ending, its place in the order, its parts."""

    name: str
    number: int
    parts: tuple[Part, ...]

    @property
    def file(self) -> str:
        """The file's name; ``kubectl apply -f`` takes a folder's files in the order of their names."""
        return f"{self.number:02}-{self.name}.yaml"

    @property
    def text(self) -> str:
        """The whole of it."""
        return "".join(part.text for part in self.parts)


def manifests(to: Fit) -> tuple[Manifest, ...]:
    """Give the files, without those of parts that the cluster has nothing for."""
    wanted = (
        ("namespace", _namespace(to) if to.makes_namespace else ()),
        ("page", _page(to)),
        ("deployment", _deployment(to)),
        ("service", (Part("service", _service(NAME, to)),)),
        ("volume", _volume(to) if to.storage_class else ()),
        ("ingress", _ingress(to) if to.ingress_class else ()),
        ("budget", (Part("budget", _budget(to)),)),
        ("network-policy", (Part("policy", _policy(to)),)),
    )
    made = (Manifest(name, number * 10, tuple(parts)) for number, (name, parts) in enumerate(wanted))
    return tuple(one for one in made if one.parts)


def names() -> list[str]:
    """Give the names of all files that there can be."""
    return [one.file for one in manifests(_WHOLE)]


def part_names() -> list[str]:
    """Give the names by which a script shows parts: ``deployment/probes``."""
    return [f"{one.name}/{part.name}" for one in manifests(_WHOLE) for part in one.parts]


def _namespace(to: Fit) -> Iterator[Part]:
    yield Part(
        "namespace",
        f"""\
apiVersion: v1
kind: Namespace
metadata:
  name: {_text(to.namespace)}
  labels:
    app.kubernetes.io/part-of: {NAME}
""",
    )
    if to.minor is None or to.minor >= _POD_SECURITY_SINCE:
        yield Part(
            "security",
            """\
    # A Pod that asks for more than this application does is refused here.
    pod-security.kubernetes.io/enforce: restricted
""",
        )


def _page(to: Fit) -> Iterator[Part]:
    yield Part(
        "page",
        f"""\
apiVersion: v1
kind: ConfigMap
{_metadata(f"{NAME}-page", to)}\
data:
  index.html: |
    <!doctype html>
    <title>Hello</title>
    <h1>Hello from your cluster</h1>
""",
    )


def _deployment(to: Fit) -> Iterator[Part]:
    yield Part(
        "head",
        f"""\
apiVersion: apps/v1
kind: Deployment
{_metadata(NAME, to)}\
  annotations:
    kubernetes.io/description: A page to try the cluster with
spec:
  replicas: 2
{_template(NAME)}""",
    )
    yield Part(
        "spread",
        f"""\
      # The copies go to different nodes, as far as there are some.
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              app.kubernetes.io/name: {NAME}
""",
    )
    yield Part("security", _pod_security())
    yield from _container()
    yield Part(
        "mounts",
        f"""\
          volumeMounts:
            - {{name: page, mountPath: {_HTML}}}
            - {{name: tmp, mountPath: /tmp}}
      volumes:
        - name: page
          configMap: {{name: {NAME}-page}}
        - name: tmp
          emptyDir: {{sizeLimit: 64Mi}}
""",
    )


def _volume(to: Fit) -> Iterator[Part]:
    yield Part("service", _service(FILES, to) + "---\n")
    yield Part(
        "head",
        f"""\
apiVersion: apps/v1
kind: StatefulSet
{_metadata(FILES, to)}\
spec:
  serviceName: {FILES}
  replicas: 1
{_template(FILES)}""",
    )
    yield Part("security", _pod_security() + "        fsGroup: 101\n        fsGroupChangePolicy: OnRootMismatch\n")
    yield from _container()
    yield Part(
        "mounts",
        f"""\
          volumeMounts:
            - {{name: data, mountPath: {_HTML}/files}}
            - {{name: tmp, mountPath: /tmp}}
      volumes:
        - name: tmp
          emptyDir: {{sizeLimit: 64Mi}}
""",
    )
    yield Part(
        "claim",
        f"""\
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: {_text(to.storage_class)}
        resources:
          requests: {{storage: 1Gi}}
""",
    )


def _ingress(to: Fit) -> Iterator[Part]:
    klass = _text(to.ingress_class)
    annotation = f"  annotations:\n    kubernetes.io/ingress.class: {klass}\n" if to.annotated else ""
    field = "" if to.annotated else f"  ingressClassName: {klass}\n"
    mark = "    # A placeholder: no Ingress of this cluster shows a domain.\n" if to.host == PLACEHOLDER else ""
    files = _path("/files", FILES) if to.storage_class else ""
    yield Part(
        "head",
        f"""\
apiVersion: networking.k8s.io/v1
kind: Ingress
{_metadata(NAME, to)}{annotation}""",
    )
    yield Part(
        "rules",
        f"""\
spec:
{field}  rules:
{mark}    - host: {_text(to.host)}
      http:
        paths:
{files}{_path("/", NAME)}""",
    )


def _path(path: str, service: str) -> str:
    return f"""\
          - path: {path}
            pathType: Prefix
            backend:
              service: {{name: {service}, port: {{name: http}}}}
"""


def _service(name: str, to: Fit) -> str:
    kind = "  type: NodePort  # octavia's ingress controller sends to these\n" if to.node_ports else ""
    return f"""\
apiVersion: v1
kind: Service
{_metadata(name, to)}\
spec:
{kind}  selector:
    app.kubernetes.io/name: {name}
  ports:
    - {{name: http, port: 80, targetPort: http}}
"""


def _budget(to: Fit) -> str:
    version = "policy/v1beta1" if to.minor is not None and to.minor < _BUDGET_SINCE else "policy/v1"
    return f"""\
apiVersion: {version}
kind: PodDisruptionBudget
{_metadata(NAME, to)}\
spec:
  # While a node is emptied, one of the two copies stays.
  maxUnavailable: 1
  selector:
    matchLabels:
      app.kubernetes.io/name: {NAME}
"""


def _policy(to: Fit) -> str:
    return f"""\
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
{_metadata(NAME, to)}\
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/part-of: {NAME}
  policyTypes: [Ingress, Egress]
  # Everybody may ask on this port; the application asks nobody.
  ingress:
    - ports:
        - {{protocol: TCP, port: http}}
"""


def _metadata(name: str, to: Fit) -> str:
    return f"""\
metadata:
  name: {name}
  namespace: {_text(to.namespace)}
  labels:
    app.kubernetes.io/name: {name}
    app.kubernetes.io/part-of: {NAME}
"""


def _template(name: str) -> str:
    """Give which Pods belong to the workload ``name``, and the head of what makes them."""
    return f"""\
  selector:
    matchLabels:
      app.kubernetes.io/name: {name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: {name}
        app.kubernetes.io/part-of: {NAME}
    spec:
"""


def _pod_security() -> str:
    """Give what the Pod Security Standard "restricted" asks of a Pod, and no token of the API."""
    return """\
      # No root, no token for the API, the usual filter of system calls.
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        runAsUser: 101
        seccompProfile: {type: RuntimeDefault}
"""


def _container() -> Iterator[Part]:
    yield Part(
        "container",
        f"""\
      containers:
        - name: web
          image: {IMAGE}
          ports:
            - {{name: http, containerPort: 8080}}
          resources:
            requests: {{cpu: 10m, memory: 32Mi}}
            limits: {{cpu: 500m, memory: 128Mi}}
""",
    )
    yield Part(
        "probes",
        """\
          # Ready: it gets requests. Not alive: it is started anew.
          readinessProbe:
            httpGet: {path: /, port: http}
            periodSeconds: 5
          livenessProbe:
            httpGet: {path: /, port: http}
""",
    )
    yield Part(
        "confined",
        """\
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: {drop: [ALL]}
""",
    )


def _text(value: str) -> str:
    """Give a name as YAML that reads as a text; a string in JSON is one in YAML too."""
    is_plain = _PLAIN.fullmatch(value) and value not in _NOT_TEXT
    return value if is_plain else json.dumps(value, ensure_ascii=False)
