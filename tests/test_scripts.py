"""The two calls as they are shipped: every item of the handover document, on clusters of every shape."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckgen.brief import UNNAMED
from deckgen.compose import compose
from deckgen.deck import Bullets, Slide, Table
from deckgen.script import Script
from tests.cards import (
    SCRIPTS,
    SHAPES,
    UNKNOWN,
    brief_of,
    deck_of,
    facts_of,
    sample_facts,
    seen,
    shipped,
    texts,
)

ITEMS = {
    "demo": (  # noqa: SIM905 - so many ids read best as they stand in the document
        "D1.1 D1.2 D1.3 D2.1 D2.2 D3.1 D3.2 D3.2.1 D3.2.2 D3.2.3 D3.2.4 D3.2.5 D3.2.6 D3.2.7 D3.3 D4.1 D4.2 D4.3 D4.4 "
        "D5.1 D5.2 D6.1 D6.2 D6.3 D6.4 D7.1 D7.2 D7.3 D7.4 D7.5 D8 D9.1 D9.2 D9.3 D9.4 D10"
    ).split(),
    "production": (  # noqa: SIM905 - as above
        "P1 P2.1 P2.2 P2.3 P2.4 P3.1 P3.2 P3.2.1 P3.2.2 P3.2.3 P3.2.4 P3.2.5 P3.2.6 P3.2.7 P3.3 P4.1 P4.2 P4.3 P4.4 "
        "P5.1 P5.2 P6.1 P6.2 P6.3 P6.4 P7.1 P7.2 P7.3 P7.4 P7.5 P8.1 P8.2 P8.3 P8.4 P9.1 P9.2 P9.3 P9.4 P9.5 P10"
    ).split(),
}
"""The items of the handover document that are no headings."""

AUDIENCES = ("call", "customer", "presales")
OPENSTACK = re.compile(r"\b(openstack|cinder|designate|keystone|octavia|nova|neutron|swift)\b", re.IGNORECASE)


def faults(script: Script, name: str) -> list[str]:
    """Say which items no slide covers, which several do, and which do not exist."""
    covered = Counter(
        item
        for section in script.sections
        for entry in section.slides
        for item in entry.covers
        if item.startswith(script.items)
    )
    wanted = ITEMS[name]
    return [
        *(f"missing {item}" for item in wanted if item not in covered),
        *(f"unknown {item}" for item in covered if item not in wanted),
        *(f"doubled {item}" for item, times in covered.items() if times > 1),
    ]


def covering(script: Script, entry_id: str, items: tuple[str, ...]) -> Script:
    """Give the script with other items for one of its entries."""

    def change(entry):
        return entry.model_copy(update={"covers": items}) if entry.id == entry_id else entry

    sections = [one.model_copy(update={"slides": tuple(map(change, one.slides))}) for one in script.sections]
    return script.model_copy(update={"sections": tuple(sections)})


def test_the_calls_have_36_and_40_items():
    assert {name: len(set(items)) for name, items in ITEMS.items()} == {"demo": 36, "production": 40}


@pytest.mark.parametrize("name", SCRIPTS)
def test_each_item_is_covered_once(name):
    assert faults(shipped(name), name) == []


@pytest.mark.parametrize(
    ("items", "fault"),
    [((), "missing D5.2"), (("D5.2", "D5.3"), "unknown D5.3"), (("D5.2", "D5.1"), "doubled D5.1")],
)
def test_a_missing_an_unknown_and_a_doubled_item_are_found(items, fault):
    assert faults(covering(shipped("demo"), "backups", items), "demo") == [fault]


def empty_covering_slides(name, deck):
    full = {item for slide in deck.slides if slide.slots and any(texts(slide.slots)) for item in slide.covers}
    return [item for item in ITEMS[name] if item not in full]


@pytest.mark.parametrize("name", SCRIPTS)
def test_each_item_has_something_on_its_slide_for_the_sample(name):
    assert empty_covering_slides(name, deck_of(name, "call")) == []


def test_a_covering_slide_with_nothing_on_it_is_found():
    deck = deck_of("demo", "call")
    emptied = tuple(replace(slide, slots={}) if slide.id == "etcd/backups" else slide for slide in deck.slides)
    one = replace(deck, sections=(replace(deck.sections[0], slides=emptied),))
    assert empty_covering_slides("demo", one) == ["D5.2"]


def test_the_concepts_can_be_left_out_of_the_production_call():
    deck = compose(shipped("production"), brief_of("production", "call"), without=["concepts"])
    assert not [slide.id for slide in deck.slides if slide.id.startswith("concepts/")]
    assert not {item for slide in deck.slides for item in slide.covers if item.startswith("P2")}


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_speaker_has_something_to_say_and_to_ask_on_each_slide_and_to_read_on_most(name):
    slides = list(deck_of(name, "call").slides)
    assert [slide.id for slide in slides if not slide.notes.say or not slide.notes.ask] == []
    assert [slide.id for slide in slides if not slide.notes.read and slide.kind != "section"] == []


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", SCRIPTS)
def test_ids_and_titles_are_unique_and_titles_are_short(name, audience):
    slides = list(deck_of(name, audience).slides)
    titles = [str(slide.title) for slide in slides]
    assert len({slide.id for slide in slides}) == len(slides)
    assert [title for title in set(titles) if titles.count(title) > 1 or title.endswith("(2)")] == []
    assert [title for title in titles if len(title) > 95 or "!" in title] == []


def words_of_body(slide: Slide) -> int:
    bullets = [text for block in slide.slots.values() if isinstance(block, Bullets) for text in texts(block)]
    return len(" ".join(bullets).split())


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_slide_holds_at_most_some_forty_words_of_running_text(name, audience):
    assert [slide.id for slide in deck_of(name, audience).slides if words_of_body(slide) > 45] == []


def test_presales_get_no_commands_no_names_and_no_speaker_notes():
    for name in SCRIPTS:
        deck = deck_of(name, "presales")
        assert not [
            slide.id
            for slide in deck.slides
            if slide.kind in ("command", "checklist", "questions", "links") and "practices" not in slide.id
        ]
        assert deck.customer == UNNAMED.capitalize()
        assert not [slide.id for slide in deck.slides if slide.notes]
        assert not re.search(r"retail|203\.0\.113|10\.20\.", " ".join(texts(deck)), re.IGNORECASE)


def test_the_customer_gets_the_commands_and_no_speaker_notes():
    deck = deck_of("production", "customer")
    assert [slide for slide in deck.slides if slide.kind == "command"]
    assert not [slide.id for slide in deck.slides if slide.notes or slide.id.startswith("preparation/")]


def test_the_call_says_where_the_cluster_differs_from_the_standard():
    facts = seen({"etcd.members.count": 3, "etcd.backup.interval": 12, "nodes.control_plane.count": 1})
    deck = deck_of("production", "call", facts)
    slides = {slide.id: slide for slide in deck.slides}
    assert "Standard" in str(slides["etcd/members"].slots["body"])
    assert "observed 3, but the documented standard is 5" in " ".join(texts(slides["etcd/members"].notes.warn))
    assert "12 hours" in " ".join(texts(slides["etcd/backups"].slots))
    assert "8 hours" in " ".join(texts(slides["etcd/backups"].slots))
    assert "standard 3" in " ".join(texts(slides["cluster/layout"].slots))
    read = deck_of("production", "customer", facts)
    assert "Standard" not in " ".join(text for slide in read.slides for text in texts(slide.slots))


def test_a_profile_with_nothing_but_a_name_says_what_to_fill_in_on_the_call_alone():
    assert "To fill in" in " ".join(texts(deck_of("demo", "call", sample_facts(), UNKNOWN)))
    assert "fill in" not in " ".join(texts(deck_of("demo", "customer", sample_facts(), UNKNOWN)))


def check_whole(deck):
    """Whatever the cluster shows: no slide is empty, no text is empty or shows the machine, no two titles are equal."""
    slides = list(deck.slides)
    assert slides
    titles = [str(slide.title) for slide in slides]
    assert len(set(titles)) == len(titles)
    for slide in slides:
        assert slide.title
        assert slide.slots, slide.id
        said = list(texts((slide.title, slide.lead, slide.slots, slide.notes)))
        assert not [text for text in said if re.search(r"\bNone\b|\{\{|\[\]|<undefined", text)], slide.id
        for block in slide.slots.values():
            if isinstance(block, Bullets):
                assert all(block.items), slide.id
            if isinstance(block, Table):
                assert block.rows, slide.id
                assert all(len(row) == len(block.columns) and all(row) for row in block.rows), slide.id


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("shape", ["nothing", *SHAPES])
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_deck_is_whole_on_every_shape_of_cluster(name, shape, audience):
    facts = seen({}) if shape == "nothing" else facts_of(shape)
    check_whole(deck_of(name, audience, facts, UNKNOWN))


@settings(max_examples=12, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_deck_is_whole_whatever_is_not_visible(name, audience, data):
    facts = sample_facts()
    hidden = data.draw(st.sets(st.sampled_from(sorted(facts))))
    check_whole(deck_of(name, audience, seen({one: facts[one].value for one in facts if one not in hidden}), UNKNOWN))


ABOUT_OPENSTACK = ("cluster/no-openstack", "access/provider", "preparation/checklist")
"""Slides that name a service as one of several that there can be, or say that it is not there."""


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_cluster_without_openstack_is_never_said_to_stand_on_it(name, audience):
    deck = deck_of(name, audience, facts_of("bare"), UNKNOWN)
    said = {
        slide.id: text
        for slide in deck.slides
        for text in texts((slide.title, slide.lead, slide.slots))
        if OPENSTACK.search(text) and slide.id not in ABOUT_OPENSTACK
    }
    assert said == {}


@pytest.mark.parametrize("name", SCRIPTS)
def test_nothing_is_claimed_of_a_cluster_of_which_nothing_is_known(name):
    titles = " ".join(str(slide.title) for slide in deck_of(name, "customer", seen({}), UNKNOWN).slides)
    assert not re.search(
        r"\b(one|two|three|five|eight|seven|nine) (node|control|worker|etcd|hour|day|member)", titles, re.IGNORECASE
    )


def test_nodes_on_another_version_than_the_api_server_are_not_said_to_run_the_same():
    def title(kubelets):
        facts = {"nodes.kubelet.versions": kubelets, "server.version": "1.20.15", "server.git_version": "v1.20.15"}
        counts = {"nodes.count": 5, "nodes.ready.count": 5, "nodes.not_ready.count": 0}
        deck = deck_of("production", "call", seen(facts | counts))
        return str(next(slide.title for slide in deck.slides if slide.id == "cluster/nodes"))

    assert title(["1.20.15"]) == "All five nodes are ready and run the same Kubernetes, 1.20.15"
    assert title(["1.14.3"]) == "The API serves 1.20.15; the kubelet on your nodes is 1.14.3"


def test_where_no_swift_is_seen_nobody_is_warned_of_its_containers():
    def slide(facts):
        return next(slide for slide in deck_of("production", "call", facts).slides if slide.id == "cluster/swift")

    assert "callout" in slide(sample_facts()).slots
    assert "callout" not in slide(seen({"openstack.present": True})).slots


def test_a_dashboard_that_may_do_everything_is_not_said_to_do_what_ones_token_may():
    def mind(admin):
        facts = seen({"services.dashboard.present": True, "security.dashboard_admin": admin})
        return str(slide_of("production", facts, "services/dashboard").slots["callout"])

    assert "may do everything" in mind(admin=True)
    assert "what your token may do" in mind(admin=False)


def test_replicas_that_are_not_ready_are_shown():
    facts = seen(
        {
            "services.harbor.present": True,
            "services.harbor.version": "2.13.2",
            "services.harbor.replicas.ready": 6,
            "services.harbor.replicas.wanted": 7,
        }
    )
    assert "6 of 7 ready" in str(slide_of("production", facts, "services/registry").slots)


def test_what_velero_does_not_save_is_not_said_to_be_saved():
    def kept(how):
        facts = seen({"velero.present": True, "velero.volumes": how})
        return str(slide_of("production", facts, "etcd/kept").slots)

    assert "Velero saves it, as files" in kept("as files")
    assert "Velero saves" not in kept("not, since there is no node-agent")


def test_without_an_overlay_the_network_is_not_said_to_see_no_pods():
    def follows(overlay):
        facts = seen({"network.overlay": overlay, "network.overlay.across_subnets": False, "openstack.present": True})
        slide = slide_of("production", facts, "traffic/vxlan")
        return " ".join((slide.slots["figure"].alt, *map(str, slide.notes.say)))

    assert "sees only nodes" in follows("vxlan")
    assert "Neutron sees pods' own addresses" in follows("none")
    assert "sees only nodes" not in follows("none")


def test_of_a_cluster_where_nothing_of_the_customers_runs_no_practice_of_workloads_is_ticked():
    counts = ("pods", "workloads", "managed", "annotated", "no_requests", "no_probe", "no_budget", "blocking_budgets")
    slide = slide_of("production", seen({f"practices.{one}.count": 0 for one in counts}), "practices/overview")
    assert str(slide.title) == "Good practice: nothing of yours runs yet, so there is little to check"
    assert not [one for one in texts(slide.slots) if "0 of 0" in one or "each" in one]


def test_a_service_is_promised_an_address_only_where_something_gives_one():
    def lead(facts):
        return str(slide_of("production", seen({"loadbalancers.count": 0} | facts), "cluster/octavia").lead)

    assert "an address that the world can reach comes back" in lead({"openstack.cloud_controller.present": True})
    assert "waits until something in the cluster gives it an address" in lead({})
    assert "comes back" in lead({"loadbalancers.count": 1})


@pytest.mark.parametrize(
    ("ready", "count", "said"),
    [
        (0, 1, "Your only node is not ready, and needs a look"),
        (0, 3, "None of three nodes is ready, and each needs a look"),
        (5, 6, "Five of six nodes are ready; one needs a look"),
    ],
)
def test_nodes_that_are_not_ready_are_counted_in_a_whole_sentence(ready, count, said):
    counts = {"nodes.ready.count": ready, "nodes.not_ready.count": count - ready, "nodes.count": count}
    assert str(slide_of("production", seen(counts), "cluster/nodes").title) == said


def test_a_volume_of_an_unknown_kind_is_not_said_to_outlast_its_node():
    def lead(values):
        return str(slide_of("production", seen({"storage.volumes.count": 1} | values), "cluster/cinder").lead)

    assert "or its node" in lead({"storage.cinder.present": True})
    assert "node" not in lead({"storage.cinder.present": False})


def slide_of(name, facts, wanted):
    return next(slide for slide in deck_of(name, "call", facts).slides if slide.id == wanted)


def deploy_of(values):
    deck = deck_of("demo", "call", seen(values))
    return {slide.id: slide for slide in deck.slides if slide.id.startswith("deploy/")}


DEMO = {"demo.namespace": "hello", "demo.host": "hello.example.com", "demo.ingress_class": "nginx"}


def test_the_demo_application_is_walked_through_with_all_its_parts_where_the_cluster_has_all():
    slides = deploy_of(DEMO | {"demo.storage_class": "ssd"})
    assert list(slides) == [
        f"deploy/{one}" for one in ("deployment", "publish", "volume", "walkthrough", "broken", "cleanup")
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


@pytest.mark.parametrize(
    ("product", "title", "said", "never"),
    [
        ("Elasticsearch, Fluentd and Kibana (EFK)", "Your pods' logs", "Fluentd runs on each node", "no collector"),
        ("Loki and Promtail", "Your pods' logs", "Grafana is the window", "Fluentd"),
        ("Loki", "Logs that reach the store", "no collector that we know", "Curator"),
        ("Elasticsearch and Kibana", "Logs that reach the store", "Kibana is the window", "Fluentd"),
    ],
)
def test_logs_are_said_to_be_collected_by_what_was_seen_to_collect_them(product, title, said, never):
    facts = {
        "services.logging.present": True,
        "services.logging.product": product,
        "services.logging.retention": 14,
    }
    slide = slide_of("production", seen(facts), "services/logging")
    assert str(slide.title).startswith(title)
    assert said in " ".join(texts(slide.notes.say))
    assert never not in " ".join(texts(slide.notes.say))


def test_whoever_else_may_do_everything_stands_beside_the_full_administrators():
    def rows(others):
        facts = seen({"rbac.cluster_admins": [], "security.wide_admins": others})
        return " ".join(texts(slide_of("production", facts, "access/initial-account").slots))

    assert "Others with every right system:unauthenticated" in rows(["system:unauthenticated"])
    assert "Others with every right" not in rows([])


def test_without_a_load_balancer_no_request_is_said_to_pass_one():
    def way(values):
        return " ".join(texts(slide_of("production", seen(values), "traffic/request").slots))

    assert "load balancer" not in way({"loadbalancers.count": 0, "gateway.count": 0})
    assert "load balancer" in way({"loadbalancers.count": 1, "gateway.count": 0})


def test_no_job_is_said_to_save_etcd_where_none_is_seen():
    def said(values):
        return " ".join(texts(slide_of("production", seen(values), "etcd/backups").notes.say))

    assert "A job in the cluster" not in said({})
    assert "A job in the cluster" in said({"etcd.backup.taken_by": "CronJob kube-system/etcd-backup"})


def test_a_service_that_is_not_there_is_neither_shown_on_the_call_nor_called_not_visible():
    facts = seen({"services.harbor.present": False, "services.alertmanager.present": False})
    registry = slide_of("production", facts, "services/registry")
    assert str(registry.title) == "Harbor was not found in this cluster: images come from elsewhere"
    assert "Show a project" not in " ".join(texts(registry.notes.say))
    metrics = slide_of("production", facts, "services/metrics")
    assert "Alertmanager not found" in " ".join(texts(metrics.slots))
    assert "silence an alert" not in " ".join(texts(metrics.notes.say))


def test_nodes_without_a_flavor_are_not_said_to_be_carried_by_one():
    def title(count):
        flavors = [{"flavor": "m2.large", "role": "worker", "count": 4}]
        facts = seen({"openstack.present": True, "nodes.flavors": flavors, "nodes.count": count})
        return str(slide_of("production", facts, "cluster/flavors").title)

    assert title(5).startswith("One flavor carries four of your five nodes;")
    assert title(4).startswith("One flavor carries your nodes;")


def test_a_load_balancer_that_waits_for_its_address_is_said_to_wait_at_first_glance():
    def glance(pending):
        facts = seen({"loadbalancers.count": 3, "loadbalancers.pending.count": pending})
        return " ".join(texts(slide_of("production", facts, "welcome/glance").slots))

    assert "3, 1 of them without an address" in glance(1)
    assert "without an address" not in glance(0)


def test_a_group_with_the_providers_prefix_is_said_to_need_it_in_a_binding():
    def said(group):
        facts = seen({"rbac.groups": [group]})
        return " ".join(texts(slide_of("production", facts, "access/new-account").notes.say))

    assert "the whole name, such as oidc:developers" in said("oidc:developers")
    assert "prefix" not in said("developers")


def test_one_pod_of_one_without_requests_is_counted_as_one():
    facts = seen({"practices.no_requests.count": 1, "practices.pods.count": 1})
    assert "1 of 1 pod lacks them" in " ".join(texts(slide_of("production", facts, "practices/overview").slots))
