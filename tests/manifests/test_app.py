"""The demo application: what it holds, and that real API servers take it, whatever the cluster has."""

import pytest
import yaml

from deckgen import assets
from deckgen.cluster.collect import collect, connect
from deckgen.cluster.observe import observe
from deckgen.manifests import app
from deckgen.manifests.fit import FACTS, Fit, fit, left_out
from tests.bed.apiserver import POD_SECURITY

BARE = Fit()
WHOLE = Fit(host="hello.apps.example.com", ingress_class="nginx", storage_class="ssd", minor=33)


def objects(to):
    return [one for manifest in app.manifests(to) for one in yaml.safe_load_all(manifest.text)]


def of_kind(to, kind):
    return [one for one in objects(to) if one["kind"] == kind]


def files(to):
    return [one.file for one in app.manifests(to)]


def pods(to):
    """The Pods that the controllers would make of the workloads, with the volumes that claims stand for."""
    return [_pod(one) for kind in ("Deployment", "StatefulSet") for one in of_kind(to, kind)]


def _pod(workload):
    template, own = workload["spec"]["template"], workload["metadata"]
    claims = [one["metadata"]["name"] for one in workload["spec"].get("volumeClaimTemplates", ())]
    volumes = [{"name": one, "persistentVolumeClaim": {"claimName": f"{one}-{own['name']}-0"}} for one in claims]
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": template["metadata"] | {"name": own["name"], "namespace": own["namespace"]},
        "spec": template["spec"] | {"volumes": template["spec"]["volumes"] + volumes},
    }


def test_files_are_numbered_in_the_order_in_which_they_are_applied():
    assert files(WHOLE) == sorted(files(WHOLE))
    assert files(WHOLE)[0] == "00-namespace.yaml"
    assert app.names() == files(WHOLE)


def test_what_the_cluster_has_nothing_for_is_left_out():
    assert set(files(WHOLE)) - set(files(BARE)) == {"40-volume.yaml", "50-ingress.yaml"}
    (ingress,) = of_kind(Fit(ingress_class="nginx"), "Ingress")
    paths = [path["path"] for path in ingress["spec"]["rules"][0]["http"]["paths"]]
    assert paths == ["/"]
    (whole,) = of_kind(WHOLE, "Ingress")
    assert [path["path"] for path in whole["spec"]["rules"][0]["http"]["paths"]] == ["/files", "/"]


def test_a_namespace_that_is_there_is_not_touched():
    assert of_kind(Fit(makes_namespace=False), "Namespace") == []


@pytest.mark.parametrize(("minor", "labelled"), [(20, False), (22, False), (23, True), (36, True), (None, True)])
def test_the_namespace_is_labelled_where_the_server_knows_pod_security(minor, labelled):
    (namespace,) = of_kind(Fit(minor=minor), "Namespace")
    assert ("pod-security.kubernetes.io/enforce" in namespace["metadata"]["labels"]) is labelled


@pytest.mark.parametrize(("minor", "version"), [(20, "policy/v1beta1"), (21, "policy/v1"), (None, "policy/v1")])
def test_the_budget_is_of_the_version_that_is_served(minor, version):
    (budget,) = of_kind(Fit(minor=minor), "PodDisruptionBudget")
    assert budget["apiVersion"] == version


def test_the_class_stands_in_the_field_or_in_the_annotation_never_in_both():
    (field,) = of_kind(WHOLE, "Ingress")
    assert (field["spec"]["ingressClassName"], "annotations" in field["metadata"]) == ("nginx", False)
    (annotated,) = of_kind(Fit(ingress_class="nginx", annotated=True), "Ingress")
    assert annotated["metadata"]["annotations"] == {"kubernetes.io/ingress.class": "nginx"}
    assert "ingressClassName" not in annotated["spec"]


def test_a_placeholder_for_the_host_says_that_it_is_one():
    (text,) = [one.text for one in app.manifests(Fit(ingress_class="nginx")) if one.name == "ingress"]
    assert "# A placeholder: no Ingress of this cluster shows a domain.\n    - host: hello.change-me.example" in text
    assert "placeholder" not in "".join(one.text for one in app.manifests(WHOLE))


@pytest.mark.parametrize("name", ["123", "true", "1e3", "on"])
def test_names_stay_texts(name):
    to = Fit(namespace=name, storage_class=name, ingress_class=name)
    assert of_kind(to, "Deployment")[0]["metadata"]["namespace"] == name
    assert of_kind(to, "Ingress")[0]["spec"]["ingressClassName"] == name
    (claim,) = of_kind(to, "StatefulSet")[0]["spec"]["volumeClaimTemplates"]
    assert claim["spec"]["storageClassName"] == name


def test_only_octavias_ingress_controller_gets_node_ports():
    types = [{one["spec"].get("type") for one in of_kind(to, "Service")} for to in (WHOLE, Fit(node_ports=True))]
    assert types == [{None}, {"NodePort"}]


def test_every_pod_keeps_the_good_practice_that_the_call_recommends():
    for pod in pods(WHOLE):
        (container,) = pod["spec"]["containers"]
        assert {"requests", "limits"} == set(container["resources"])
        assert {"readinessProbe", "livenessProbe"} <= set(container)
        assert container["image"].rpartition(":")[2] not in {"", "latest"}
        assert pod["spec"]["automountServiceAccountToken"] is False
    (deployment,) = of_kind(WHOLE, "Deployment")
    assert deployment["spec"]["replicas"] == 2
    assert deployment["spec"]["template"]["spec"]["topologySpreadConstraints"]
    (budget,) = of_kind(WHOLE, "PodDisruptionBudget")
    labels = deployment["spec"]["template"]["metadata"]["labels"]
    assert budget["spec"]["selector"]["matchLabels"].items() <= labels.items()
    # A budget on a single copy would keep its node from ever being emptied.
    (alone,) = of_kind(WHOLE, "StatefulSet")
    own = alone["spec"]["template"]["metadata"]["labels"]
    assert not budget["spec"]["selector"]["matchLabels"].items() <= own.items()


def test_services_and_paths_lead_to_pods_that_there_are():
    label = "app.kubernetes.io/name"
    services = {one["metadata"]["name"]: one["spec"]["selector"][label] for one in of_kind(WHOLE, "Service")}
    assert set(services.values()) == {pod["metadata"]["labels"][label] for pod in pods(WHOLE)}
    (ingress,) = of_kind(WHOLE, "Ingress")
    backends = [path["backend"]["service"]["name"] for path in ingress["spec"]["rules"][0]["http"]["paths"]]
    assert set(backends) == set(services)


PLURALS = {
    "ConfigMap": "configmaps",
    "Deployment": "deployments",
    "Ingress": "ingresses",
    "NetworkPolicy": "networkpolicies",
    "Pod": "pods",
    "PodDisruptionBudget": "poddisruptionbudgets",
    "Service": "services",
    "StatefulSet": "statefulsets",
}


@pytest.fixture(scope="module", params=["old", "newest"])
def server(request, server_pool):
    """A server to try manifests on, which obeys a namespace's Pod Security labels where it knows them."""
    with server_pool.start(request.param, kept=(POD_SECURITY,)) as started:
        yield started


@pytest.fixture
def try_out(server):
    """Gives `try_out(object)`: what an admin's server-side dry run answers."""
    admin = server.client("admin")

    def post(one):
        version = one["apiVersion"]
        prefix = f"/apis/{version}" if "/" in version else f"/api/{version}"
        place = f"{prefix}/namespaces/{one['metadata']['namespace']}/{PLURALS[one['kind']]}"
        return admin.request("POST", f"{place}?dryRun=All&fieldValidation=Strict", one)

    yield post
    admin.close()


@pytest.mark.bed
@pytest.mark.parametrize("name", ["sample", "bare", "canal", "empty", "hosted", "kaas1", "mixed"])
@pytest.mark.parametrize("user", ["reader", "viewer"])
def test_the_servers_take_every_file_and_every_pod_of_it(server, try_out, cluster, name, user):
    version = "old" if server.minor == 20 else "newest"
    to = fit(observe(collect(connect(cluster(name, version).kubeconfig(user))), FACTS), f"{name}-{user}")
    (namespace,) = of_kind(to, "Namespace")
    server.client().must("POST", "/api/v1/namespaces", namespace)
    for one in [one for one in objects(to) if one["kind"] != "Namespace"] + pods(to):
        answer = try_out(one)
        assert answer.status == 201, (one["kind"], answer.body.get("message"))


@pytest.mark.bed
def test_the_label_of_the_namespace_is_obeyed_and_the_pods_pass_it(server, try_out):
    to = Fit(namespace="guarded", storage_class="ssd", minor=server.minor)
    (namespace,) = of_kind(to, "Namespace")
    server.client().must("POST", "/api/v1/namespaces", namespace)
    pod, keeper = pods(to)
    assert (try_out(pod).status, try_out(keeper).status) == (201, 201)
    pod["spec"] |= {"securityContext": {}}
    assert try_out(pod).status == (403 if server.minor > 20 else 201)


@pytest.mark.bed
def test_the_sample_gets_its_own_class_host_and_storage(cluster):
    to = fit(observe(collect(connect(cluster("sample", "newest").kubeconfig("reader"))), FACTS))
    assert (to.host, to.ingress_class, to.annotated, to.storage_class) == (
        "hello.retail.example.com",
        "nginx",
        False,
        "general-ssd",
    )


@pytest.mark.bed
def test_an_empty_cluster_gets_neither_volume_nor_ingress_and_is_told_why(cluster):
    found = observe(collect(connect(cluster("empty", "newest").kubeconfig("reader"))), FACTS)
    to = fit(found)
    assert (to.storage_class, to.ingress_class) == ("", "")
    assert left_out(found, to, "x.example.org") == [
        "Without a volume: no StorageClass is marked as the default.",
        "Without an Ingress: nothing runs an ingress controller that is known, so x.example.org is not used.",
    ]


def test_the_image_that_a_slide_expects_is_the_one_that_runs():
    script = (assets.scripts()["demo"].parent / "shared" / "kubectl.yaml").read_text(encoding="utf-8")
    assert f"expected: {app.IMAGE}\n" in script
