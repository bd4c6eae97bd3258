import pytest

from deckgen import build
from deckgen.cluster import records
from deckgen.cluster.records import Record
from deckgen.customer import Customer
from deckgen.fact import Holds
from deckgen.known import ordinary_words, values_of, zones_of

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


def test_words_of_our_own_scripts_are_ordinary():
    assert {"cluster", "keystone", "namespace", "statefulset"} <= ordinary_words()
    assert not {"retail-prod", "payments-developers"} & ordinary_words()


def _text_fields():
    for name, record in vars(records).items():
        if isinstance(record, type) and issubclass(record, Record):
            yield from ((name, field) for field, hint in record.__annotations__.items() if hint in (str, list[str]))


PLAIN = {
    *{
        ("Origin", "version"),
        ("Gap", "resource"),
        ("Gap", "detail"),
        ("Container", "does"),
        ("Container", "environment"),
    },
    *{
        ("Container", "requests"),
        ("Node", "taints"),
        ("Node", "kubelet"),
        ("Node", "runtime"),
    },
    *{("Node", "os_image"), ("Node", "cpu"), ("Node", "memory"), ("Node", "allocatable_cpu")},
    *{("Node", "allocatable_memory"), ("Pod", "phase"), ("Pod", "host_paths"), ("Pod", "not_ready")},
    *{("Workload", "annotation_keys"), ("Workload", "applied_as"), ("CronJob", "schedule"), ("CronJob", "time_zone")},
    *{
        ("CronJob", "applied_as"),
        ("Port", "name"),
        ("Port", "protocol"),
        ("Service", "type"),
        ("Ingress", "applied_as"),
    },
    *{("IngressClass", "controller"), ("StorageClass", "provisioner"), ("StorageClass", "reclaim_policy")},
    *{("StorageClass", "binding_mode"), ("PersistentVolume", "driver"), ("PersistentVolume", "phase")},
    *{("PersistentVolume", "reclaim_policy"), ("PersistentVolumeClaim", "phase"), ("Namespace", "phase")},
    *{("PersistentVolumeClaim", "provisioner"), ("Subject", "kind"), ("Setting", "name"), ("Custom", "kind")},
    *{("Custom", "api_version"), ("Table", "resource"), ("Table", "columns")},
}
"""Fields whose texts reveal nothing; a new field of text is either here or says what it reveals."""


def test_every_field_of_text_says_what_it_reveals_or_that_it_reveals_nothing():
    assert set(_text_fields()) == PLAIN


def test_every_text_of_a_profile_says_what_it_reveals():
    held = {
        name for name, field in Customer.model_fields.items() if any(isinstance(one, Holds) for one in field.metadata)
    }
    assert set(Customer.model_fields) - held == {"contacts", "support", "promises", "brand", "language", "prospect"}
