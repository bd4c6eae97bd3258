"""The slides on which the demo call deploys its application, as far as a cluster has something for its parts."""

import pytest

from tests.cards import deck_of, seen, texts

DEMO = {"demo.namespace": "hello", "demo.host": "hello.example.com", "demo.ingress_class": "nginx"}


def deploy_of(values):
    deck = deck_of("demo", "call", seen(values))
    return {slide.id: slide for slide in deck.slides if slide.id.startswith("deploy/")}


def test_the_demo_application_is_walked_through_with_all_its_parts_where_the_cluster_has_all():
    slides = deploy_of(DEMO | {"demo.storage_class": "ssd"})
    assert list(slides) == [
        f"deploy/{one}"
        for one in ("opener", "objects", "deployment", "publish", "volume", "walkthrough", "broken", "cleanup")
    ]
    assert "callout" not in slides["deploy/walkthrough"].slots
    assert "statefulset.apps/hello-files created" in " ".join(texts(slides["deploy/walkthrough"].slots))
    assert "hello.example.com" in str(slides["deploy/publish"].title)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "The volume and the Ingress: neither"),
        (DEMO, "The volume: no StorageClass stands out as the default."),
        ({"demo.storage_class": "ssd"}, "The Ingress: no ingress class stands out."),
    ],
)
def test_what_the_demo_application_goes_without_is_said(values, said):
    slides = deploy_of(values)
    assert said in " ".join(texts(slides["deploy/walkthrough"].slots["callout"]))
    shown = " ".join(text for slide in slides.values() for text in texts(slide.slots))
    assert ("volumeClaimTemplates" in shown) == ("demo.storage_class" in values)
    assert ("ingress.networking.k8s.io/hello created" in shown) == ("demo.ingress_class" in values)
    assert ("port-forward" in shown) == ("demo.ingress_class" not in values)
