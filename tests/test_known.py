import pytest
from msgspec.structs import replace

from deckgen import build
from deckgen.cluster import records
from deckgen.cluster.records import Record
from deckgen.customer import Customer
from deckgen.fact import Holds
from deckgen.known import values_of, zones_of
from deckgen.ordinary import ordinary_words
from deckgen.pattern import host_of, is_address

SAMPLE = values_of(build.sample_snapshot(), build.load_profile(build.sample_profile()))


@pytest.mark.parametrize(
    ("text", "holds", "stem"),
    [
        ("Example Retail", Holds.CUSTOMER, ""),
        ("retail-prod", Holds.CUSTOMER, ""),
        ("Anna Lindqvist", Holds.PERSON, ""),
        ("anna.lindqvist@retail.example.com", Holds.EMAIL, ""),
        ("+44 20 7946 0011", Holds.PHONE, ""),
        ("Each team sees and changes only what is its own", Holds.FREE_TEXT, ""),
        ("retail-prod-cp-1", Holds.HOST_NAME, "control-plane"),
        ("retail-prod-wn-1", Holds.HOST_NAME, "worker"),
        ("10.20.0.11", Holds.OUR_ADDRESS, ""),
        ("10.20.0.31", Holds.OUR_ADDRESS, ""),
        ("203.0.113.10", Holds.ADDRESS, ""),
        ("nova-1", Holds.PLATFORM, "az"),
        ("gp.4.8.100", Holds.PLATFORM, "flavor"),
        ("general-ssd", Holds.PLATFORM, "storage"),
        ("payments", Holds.NAMESPACE, ""),
        ("postgres-0", Holds.OBJECT, "pod"),
        ("payments-developers", Holds.OBJECT, ""),
        ("external-auditor@example.org", Holds.EMAIL, ""),
        ("7f3c9a1e5b2d4860a1c4e7d90b3f6a25", Holds.IDENTIFIER, "group"),
        ("www.retail.example.com", Holds.DOMAIN, ""),
        ("registry.retail.example.com", Holds.DOMAIN, ""),
        ("https://identity.example.com:5000/v3", Holds.URL, ""),
        ("identity.example.com", Holds.DOMAIN, ""),
    ],
)
def test_each_value_of_the_sample_is_known_with_its_class(text, holds, stem):
    assert (SAMPLE[text].holds, SAMPLE[text].stem) == (holds, stem)


@pytest.mark.parametrize("text", ["true", "1.33.4", "default", "kube-system", "system:nodes", "0.0.0.0", "0", ""])
def test_what_tells_nothing_is_not_among_them(text):
    assert text not in SAMPLE


def test_the_zones_are_those_that_external_dns_keeps_to():
    assert zones_of(build.sample_snapshot()) == ["retail.example.com"]


def _known(**records):
    return values_of(replace(build.sample_snapshot(), **records))


@pytest.mark.parametrize("name", ["1und1", "4711-web", "3stripes", "2acme"])
def test_a_name_that_begins_with_a_number_is_a_name(name):
    assert _known(namespaces=[records.Namespace(name=name)])[name].holds is Holds.NAMESPACE


@pytest.mark.parametrize(
    "text",
    ["Ubuntu 24.04.2 LTS", "Rocky Linux 9.4", "containerd://1.7.27-k3s1", "cri-o://1.33.1", "v1.33.4+rke2r1"],
)
def test_what_a_maker_calls_a_product_is_nobodys_secret(text):
    build_words = {"Rocky", "Ubuntu", "Linux", "LTS", "containerd", "cri-o", "1.33.4+rke2r1"}
    node = records.Node(name="a-node", kubelet=text, runtime=text, os_image=text)
    assert not build_words & _known(nodes=[node]).keys()


@pytest.mark.parametrize("text", ["Ubuntu 24.04 acmeix LTS", "containerd://1.7.27-acmeix", "v1.33.4+acmeix"])
def test_what_somebody_calls_a_build_of_their_own_is_known(text):
    node = records.Node(name="a-node", kubelet=text, runtime=text, os_image=text)
    assert _known(nodes=[node])["acmeix"].holds is Holds.OBJECT


@pytest.mark.parametrize(
    ("driver", "is_known"),
    [
        ("cinder.csi.openstack.org", False),
        ("rook-ceph.rbd.csi.ceph.com", False),
        ("rancher.io/local-path", False),
        ("kubernetes.io/cinder", False),
        ("disk.csi.acme-bank.test", True),
        ("acme-bank.rbd.csi.ceph.com", True),
    ],
)
def test_a_driver_of_a_domain_of_ones_own_is_known(driver, is_known):
    found = _known(storage_classes=[records.StorageClass(name="fast", provisioner=driver)])
    assert (driver in found) is is_known


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("acme-bank.test/owner", {"acme-bank.test": Holds.DOMAIN, "owner": Holds.OBJECT}),
        ("node-role.kubernetes.io/acme-gpu", {"acme-gpu": Holds.OBJECT}),
        ("topology.kubernetes.io/zone", {}),
    ],
)
def test_keys_of_labels_tell_whose_they_are(key, expected):
    parts = {*key.split("/"), *expected}
    found = _known(nodes=[records.Node(name="a-node", labels={key: ""})])
    assert {name: found[name].holds for name in parts & found.keys()} == expected


@pytest.mark.parametrize("host", ["docker-mirror.acme.test", "quay.acme.test", "localhost.acme.test"])
def test_a_registry_of_ones_own_is_known_whatever_it_begins_with(host):
    pod = records.Pod(
        namespace="a-space", name="a-pod", containers=[records.Container(name="one", image=f"{host}/team/a:1")]
    )
    assert _known(pods=[pod])[host].holds is Holds.DOMAIN


def test_what_a_taint_is_for_is_known_and_its_effect_is_not():
    found = _known(nodes=[records.Node(name="a-node", taints=["dedicated=acme-gpu:NoSchedule"])])
    assert found["acme-gpu"].holds is Holds.OBJECT
    assert "NoSchedule" not in found


OURS = "10.99.7.21"


@pytest.mark.parametrize(
    "records_with_it",
    [
        {"nodes": [records.Node(name="a-node", annotations={"rke.cattle.io/internal-ip": OURS})]},
        {"pods": [records.Pod(namespace="kube-system", name="a-pod", host_network=True, pod_ip=OURS)]},
        {
            "pods": [
                records.Pod(
                    namespace="kube-system",
                    name="etcd-1",
                    annotations={"kubeadm.kubernetes.io/etcd.advertise-client-urls": f"https://{OURS}:2379"},
                )
            ]
        },
        {
            "pods": [
                records.Pod(
                    namespace="kube-system",
                    name="api-1",
                    annotations={"kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint": f"{OURS}:6443"},
                )
            ],
            "endpoints": [records.Endpoints(namespace="default", service="kubernetes", addresses=[OURS])],
        },
    ],
    ids=["RKE's annotation", "a Pod in its node's network", "etcd's URL", "the API server's address"],
)
def test_an_address_of_a_node_is_ours_wherever_it_was_read(records_with_it):
    found = _known(**{"nodes": [], "pods": [], **records_with_it})
    told = {text: value.holds for text, value in found.items() if OURS in text and is_address(host_of(text) or text)}
    assert set(told.values()) <= {Holds.OUR_ADDRESS}
    assert OURS in told or f"https://{OURS}:2379" in told or f"{OURS}:6443" in found


def test_what_a_server_answered_is_somebodys_words():
    said = "admission webhook denied the request of acme"
    assert _known(gaps=[records.Gap(resource="pods", reason="failed", detail=said)])[said].holds is Holds.FREE_TEXT


def test_words_of_our_own_scripts_are_ordinary():
    assert {"cluster", "keystone", "namespace", "statefulset"} <= ordinary_words()
    assert not {"retail-prod", "payments-developers"} & ordinary_words()


def _text_fields():
    for name, record in vars(records).items():
        if isinstance(record, type) and issubclass(record, Record):
            yield from ((name, field) for field, hint in record.__annotations__.items() if hint in (str, list[str]))


PLAIN = {
    *{("Gap", "resource"), ("Container", "does"), ("Container", "environment"), ("Container", "requests")},
    *{("Node", "cpu"), ("Node", "memory"), ("Node", "allocatable_cpu"), ("Node", "allocatable_memory")},
    *{("Pod", "phase"), ("Workload", "applied_as"), ("CronJob", "schedule"), ("CronJob", "time_zone")},
    *{("CronJob", "applied_as"), ("Port", "protocol"), ("Service", "type"), ("Ingress", "applied_as")},
    *{("StorageClass", "reclaim_policy"), ("StorageClass", "binding_mode"), ("PersistentVolume", "phase")},
    *{("PersistentVolume", "reclaim_policy"), ("PersistentVolumeClaim", "phase"), ("Namespace", "phase")},
    *{("Subject", "kind"), ("Setting", "name"), ("Custom", "kind"), ("Custom", "api_version")},
    *{("Table", "resource"), ("Table", "columns")},
}
"""Fields whose texts reveal nothing; a new field of text is either here or says what it reveals."""


def test_every_field_of_text_says_what_it_reveals_or_that_it_reveals_nothing():
    assert set(_text_fields()) == PLAIN


def test_every_text_of_a_profile_says_what_it_reveals():
    held = {
        name for name, field in Customer.model_fields.items() if any(isinstance(one, Holds) for one in field.metadata)
    }
    assert set(Customer.model_fields) - held == {"contacts", "support", "promises", "brand", "language", "prospect"}
