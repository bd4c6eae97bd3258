"""Four hundred made-up names, one in each place where a cluster or a profile can hold one: who gets to see them."""

import hashlib
import re
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from deckgen import build, drawings, making
from deckgen.audience import AUDIENCES
from deckgen.audit import audit, needles_of
from deckgen.cluster import records, snapshot
from deckgen.cluster.records import Record
from deckgen.fact import Holds
from deckgen.gate import texts_of
from deckgen.known import _fields
from deckgen.layout_source import layout_of
from deckgen.printing import Outputs
from deckgen.redaction import COUNTED
from deckgen.render import powerpoint
from deckgen.render.outline import outline
from deckgen.script import load_script
from deckgen.target import file_name
from tests.audit.plant import Plot
from tests.canaries import cluster, deep, profile
from tests.canaries.planted import MARK, Planter

SCRIPTS, FORMS = ("demo", "production"), ("picture", "native", "both")
LOOKS = (*(("default", form) for form in FORMS), ("plain", "both"))
"""Layouts and forms of diagrams; slides of both forms are all that there is of either."""

STRICT = ("customer", "presales")


class World:
    """What all tests here look at: one cluster, one profile, and a brief for each audience."""

    def __init__(self, folder):
        planter = Planter()
        self.folder = folder
        self.snapshot = cluster.planted(planter)
        self.customer, self.profile = profile.planted(planter, folder)
        self.canaries = tuple(planter.canaries)
        self._found = {}

    @cache  # noqa: B019 - there is one world
    def material(self, name):
        own = self.folder / "own.yaml"
        own.write_text(profile.sections(self.customer, self.snapshot), encoding="utf-8")
        script = build.find_script(name)
        more = script.model_copy(update={"sections": (*script.sections, *load_script(own).sections)})
        return build.Material(more, self.customer, self.snapshot, self.profile)

    @cache  # noqa: B019 - as above
    def brief(self, name, audience):
        return build.brief_of(self.material(name), AUDIENCES[audience])

    @cache  # noqa: B019 - as above
    def deck(self, name, audience, form):
        return build.deck_of(self.material(name), self.brief(name, audience), (), form)

    def forbidden(self, audience):
        return [one for one in self.canaries if not AUDIENCES[audience].shows(one.holds)]

    def found_in(self, path):
        """Search a file; parts that were searched before, as many slides were, are not searched again."""
        hits = {}
        for part, data in Plot.of(path).parts.items():
            key = hashlib.sha256(data).digest()
            if key not in self._found:
                self._found[key] = deep.found_in(data, self.canaries, part)
            hits.update(dict.fromkeys(self._found[key], part))
        return hits | deep.found_in(path.read_bytes()[-4096:], self.canaries, "the directory")


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    return World(tmp_path_factory.mktemp("canaries"))


@cache
def _layout(name):
    return layout_of(name)


def _named(canaries):
    """Say which they are as a person would look for them."""
    return sorted(f"{one.text} ({one.holds.value}): {one.where}" for one in canaries)


def _fields_of_records():
    for name, record in vars(records).items():
        if isinstance(record, type) and issubclass(record, Record) and record is not Record:
            yield from (f"{name}.{field}" for field, holds in _fields(record) if holds is not Holds.PUBLIC)


IN_THE_SAMPLE = {
    *("Container.name", "Node.pod_cidrs", "Node.addresses", "Pod.namespace", "Pod.node", "Pod.pod_ip"),
    *("Workload.namespace", "CronJob.namespace", "Service.namespace", "Service.cluster_ip", "Service.external_ips"),
    *("Endpoints.namespace", "Endpoints.service", "Endpoints.addresses", "Route.service", "Ingress.namespace"),
    *("Ingress.ingress_class", "NetworkPolicy.namespace", "PersistentVolume.storage_class", "Workload.config_maps"),
    *("PersistentVolumeClaim.namespace", "PersistentVolumeClaim.storage_class", "ServiceAccount.namespace"),
    *("Subject.namespace", "Binding.namespace", "Setting.namespace", "Custom.namespace", "Custom.fields"),
    *("Table.namespace", "Gap.namespace", "Workload.service_account", "Workload.pod_labels", "Pod.not_ready"),
    *("Origin.version",),
}
"""Fields that name another record, or an address, whose canary is noted where that stands."""


def test_something_is_planted_in_each_field_that_would_reveal_something(world):
    planted = {re.split(r"[,: ]", one.where)[0] for one in world.canaries}
    assert set(_fields_of_records()) - planted == IN_THE_SAMPLE - planted
    assert len({one.text for one in world.canaries}) >= 400


def test_the_snapshot_with_them_is_one_that_can_be_read(world):
    path = world.folder / "snapshot.json"
    path.write_bytes(snapshot.dumps(world.snapshot))
    assert snapshot.load(path) == world.snapshot


@pytest.mark.parametrize(("name", "audience", "least"), [("demo", "call", 100), ("production", "call", 120)])
def test_the_call_is_shown_many_of_them(world, name, audience, least):
    texts = texts_of(world.deck(name, audience, "picture"))
    assert len(deep.words_in(texts, world.canaries)) >= least


@pytest.mark.parametrize("audience", ["call", *STRICT])
@pytest.mark.parametrize("name", SCRIPTS)
def test_no_fact_for_an_audience_holds_what_it_may_not_see(world, name, audience):
    brief = world.brief(name, audience)
    told = [repr(fact) for fact in brief.facts.values()] + [repr(brief.customer)]
    assert _named(deep.words_in(told, world.forbidden(audience))) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("audience", ["call", *STRICT])
@pytest.mark.parametrize("name", SCRIPTS)
def test_no_text_of_a_deck_holds_what_its_audience_may_not_see(world, name, audience, form):
    deck = world.deck(name, audience, form)
    texts = [*texts_of(deck), outline(deck), file_name(deck.customer, name, audience, deck.as_of)]
    assert _named(deep.words_in(texts, world.forbidden(audience))) == []


@pytest.mark.parametrize(("layout", "form"), LOOKS)
@pytest.mark.parametrize("audience", ["call", *STRICT])
@pytest.mark.parametrize("name", SCRIPTS)
def test_no_finished_file_holds_what_its_audience_may_not_see(world, tmp_path, name, audience, layout, form):
    path = tmp_path / "deck.pptx"
    powerpoint.write(world.deck(name, audience, form), _layout(layout), path)
    hits = world.found_in(path)
    assert _named(hits.keys() & set(world.forbidden(audience))) == []
    if audience == "call":
        assert len(hits) >= 60


@pytest.mark.parametrize("audience", STRICT)
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_deck_with_all_of_them_goes_through_the_gate_without_a_leak(world, tmp_path, name, audience):
    material = world.material(name)
    unmet = {one.id: "a made-up cluster" for one in build.verdicts_of(material)}
    discretion = build.discretion_of(material)
    (draft,) = making.drafts(material, [AUDIENCES[audience]], discretion, making.Wish(accepted=unmet))
    outputs = Outputs(tmp_path / "deck.pptx", None, None)
    (made,) = making.make(
        [(draft, outputs)], material.script, discretion, making.Press(_layout("plain")), lambda *_: None
    )
    assert [remark.message for remark in made.remarks if remark.leak] == []


_NO_COUNTS = re.compile(
    r"(?i)about [\d,.]+|\d{1,2} [a-z]+ 20\d\d|port \d+|\d+/(tcp|udp)"
    r"|[\w-]*[a-z][\w.-]*\d[\w.-]*|\d+(\.\d+)+(/\d+)?|\d+ ?%"
)
"""Rounded numbers, dates, ports, names, versions and addresses, shares."""


def _counts(value):
    """Give each number above ten that can be counted in a fact's value, lengths of lists among them."""
    if isinstance(value, list):
        yield len(value)
        yield from (number for one in value for number in _counts(one))
    elif isinstance(value, dict):
        yield from (number for one in value.values() for number in _counts(one))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


@pytest.mark.parametrize("name", SCRIPTS)
def test_presales_is_told_no_number_exactly_that_is_above_ten(world, name):
    whole = world.brief(name, "call").facts.values()
    exact = {int(number) for fact in whole if fact.unit in COUNTED for number in _counts(fact.value) if number > 10}
    assert {cluster.WORKERS, cluster.WORKERS + 3, cluster.NAMESPACES, cluster.VOLUMES} <= exact
    told = [_NO_COUNTS.sub("", text) for text in texts_of(world.deck(name, "presales", "both"))]
    shown = {(int(number), text) for text in told for number in re.findall(r"(?<![\w.,:-])\d\d+(?![\w.,:-])", text)}
    assert [(number, text) for number, text in shown if number in exact] == []


@pytest.mark.parametrize("form", ["svg", "txt", "pptx"])
@pytest.mark.parametrize("audience", STRICT)
def test_no_diagram_by_itself_holds_what_its_audience_may_not_see(world, tmp_path, audience, form):
    brief = world.brief("production", audience)
    drawn = drawings.scenes(drawings.chosen("all"), brief)
    target = tmp_path / f"all.{form}" if form == "pptx" else tmp_path
    paths = drawings.write(
        drawn, form, target, _layout("default"), brief, each=form != "pptx", progress=lambda *_: None
    )
    hits = {one for path in paths for one in deep.found_in(path.read_bytes(), world.canaries, path.name)}
    told = deep.words_in([*map(repr, drawn.values()), *(path.name for path in paths)], world.canaries)
    assert _named((hits | told) & set(world.forbidden(audience))) == []


@pytest.mark.office
def test_no_pdf_and_no_handout_holds_what_a_prospect_may_not_see(world, tmp_path, soffice):
    material = world.material("production")
    unmet = {one.id: "a made-up cluster" for one in build.verdicts_of(material)}
    wish = making.Wish(accepted=unmet, gated=False)
    discretion = build.discretion_of(material)
    (draft,) = making.drafts(material, [AUDIENCES["presales"]], discretion, wish)
    outputs = Outputs(tmp_path / "deck.pptx", tmp_path / "deck.pdf", tmp_path / "deck-handout.pdf")
    making.make(
        [(draft, outputs)], material.script, discretion, making.Press(_layout("plain"), Path(soffice)), lambda *_: None
    )
    hits = [one for path in outputs.paths for one in deep.found_in(path.read_bytes(), world.canaries, path.name)]
    assert _named(set(hits) & set(world.forbidden("presales"))) == []


UNTOLD = ("Gap.resource", "Container.environment", "brand.logo, a text in the picture")
"""Places that are an allow-list of their own, or no text at all."""


@pytest.fixture(scope="module")
def presales(world):
    """A deck for presales without most of its slides, to plant in."""
    path = Path(mkdtemp(dir=world.folder)) / "deck.pptx"
    powerpoint.write(world.deck("demo", "presales", "native"), _layout("plain"), path)
    return Plot.of(path).thinned()


def test_the_audit_finds_each_value_that_presales_may_not_see(world, presales, tmp_path):
    values = build.discretion_of(world.material("demo")).hidden_from(
        AUDIENCES["presales"], world.brief("demo", "presales").facts.values()
    )
    needles = needles_of(values)
    slide = next(name for name in presales.parts if name.startswith("ppt/slides/slide"))
    told = "".join(f"<a:p><a:r><a:t>{_escaped(one.text)}</a:t></a:r></a:p>" for one in values)
    presales.parts[slide] = presales.parts[slide].replace(b"</p:txBody>", f"{told}</p:txBody>".encode(), 1)
    found = {hit.value for hit in audit(presales.write(tmp_path / "deck.pptx"), needles).hits}
    left_out = {one.text for one in needles.left_out.short}
    assert {one.text for one in values} - found - left_out == set()
    forbidden = [one for one in world.forbidden("presales") if one.text.startswith(MARK)]
    known = " ".join(one.text for one in values).lower()
    assert _named(one for one in forbidden if one.text not in known and one.where not in UNTOLD) == []


def _escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
