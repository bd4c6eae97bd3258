import pytest

from deckgen.diagrams.registry import draw
from deckgen.fact import Source
from tests.diagrams.clusters import BARE, DECLARED, REGISTRY, SAMPLE, WITHHELD, facts


def boxes(scene):
    members = [box for one in scene.root.members for box in (one.members if hasattr(one, "members") else [one])]
    return {box.id: box for box in members}


def test_an_image_is_pushed_scanned_kept_and_pulled():
    scene = draw(SAMPLE)
    assert [(arrow.start, arrow.end, arrow.label) for arrow in scene.arrows] == [
        ("build", "harbor", "push"),
        ("harbor", "nodes", "pull"),
        ("harbor", "scanner", "scan"),
        ("harbor", "storage", "images"),
    ]
    assert [arrow.source for arrow in scene.arrows[:2]] == [Source.DOCUMENTED] * 2
    drawn = boxes(scene)
    assert drawn["build"].source is Source.DOCUMENTED
    assert drawn["harbor"].label == "Harbor 2.13.2"
    assert drawn["harbor"].lines == ("registry.example.com", "7 of 7 ready")
    assert drawn["nodes"].lines == ("pull secret in 4 namespaces",)
    assert drawn["scanner"].label == "Trivy"


@pytest.mark.parametrize(
    ("said", "label", "world"),
    [
        ("swift, container harbor-registry", "swift", "openstack"),
        ("S3 at s3.example.com, bucket harbor", "S3 at s3.example.com", "outside"),
        ("a persistent volume, claim harbor/registry", "a persistent volume", "kubernetes"),
        ("filesystem", "filesystem", "kubernetes"),
    ],
)
def test_images_lie_where_harbors_settings_say(said, label, world):
    storage = boxes(draw(facts(REGISTRY | {"services.harbor.storage": said})))["storage"]
    assert (storage.label, storage.world) == (label, world)


def test_without_its_settings_the_uses_of_swift_tell_where_images_lie():
    told = {name: value for name, value in REGISTRY.items() if name != "services.harbor.storage"}
    declared = {"objectstorage.swift.uses": ["Harbor's images"]}
    storage = boxes(draw(facts(told | declared, objectstorage__swift__uses=DECLARED)))["storage"]
    assert (storage.label, storage.source) == ("swift", Source.DECLARED)


def test_what_does_not_show_is_said_not_to_be_visible():
    scene = draw(facts({"services.harbor.present": True}))
    unseen = {box.id for box in boxes(scene).values() if box.source is Source.NOT_VISIBLE}
    assert unseen == {"scanner", "storage"}
    assert boxes(scene)["harbor"].label == "Harbor"
    assert "scanner (not visible), storage (where is not visible)" in scene.alt


def test_addresses_and_names_are_kept_from_those_who_may_not_see_them():
    assert "example.com" not in draw(WITHHELD).alt
    assert "namespace" not in draw(WITHHELD).alt


def test_without_harbor_nothing_is_drawn():
    assert draw(BARE) is None
    assert draw(facts({"services.harbor.present": False})) is None
