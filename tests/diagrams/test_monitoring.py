from deckgen.diagrams.monitoring import draw
from deckgen.fact import Source
from tests.diagrams.clusters import BARE, DOCUMENTED, LARGE, METRICS, SAMPLE, WITHHELD, facts


def boxes(scene):
    members = [box for one in scene.root.members for box in (one.members if hasattr(one, "members") else [one])]
    return {box.id: box for box in members}


def only(*names):
    return {name: value for name, value in METRICS.items() if name in names}


def test_each_instance_has_the_time_that_it_keeps_metrics():
    drawn = boxes(draw(SAMPLE))
    assert (drawn["prometheus:0"].label, *drawn["prometheus:0"].lines) == (
        "k8s",
        "keeps three days",
        "2 of 2 ready",
        "in kaas-system",
    )
    assert drawn["prometheus:1"].lines[0] == "keeps seven days"
    assert drawn["alertmanager"].lines == ("alerts", "keeps silences five days")


def test_what_stands_around_an_instance_is_joined_to_it_as_the_standard():
    scene = draw(SAMPLE)
    assert boxes(scene)["targets"].source is Source.DOCUMENTED
    assert [arrow.source for arrow in scene.arrows] == [Source.DOCUMENTED] * 3


def test_many_instances_are_counted_with_the_shortest_and_the_longest_time():
    drawn = boxes(draw(LARGE))
    assert drawn["prometheus:all"].label == "Prometheus x\N{NO-BREAK SPACE}17"
    assert drawn["prometheus:all"].lines[0] == "keep one day to 17 days"
    assert "prometheus:0" not in drawn


def test_instances_that_may_not_be_named_are_counted():
    every = boxes(draw(WITHHELD))["prometheus:all"]
    assert every.label == "Prometheus x\N{NO-BREAK SPACE}2"
    assert every.lines == ("keep at least three days", "4 of 4 ready")


def test_a_single_instance_stands_without_a_frame():
    one = METRICS["services.prometheus.instances"][:1]
    scene = draw(facts(METRICS | {"services.prometheus.instances": one, "services.prometheus.count": 1}))
    assert boxes(scene)["prometheus:0"].label == "Prometheus 3.5.0"
    assert not [member for member in scene.root.members if getattr(member, "label", "") == "PROMETHEUS"]


def test_an_instance_without_a_limit_of_time_says_so_and_many_with_one_among_them_name_no_time():
    rows = [{**METRICS["services.prometheus.instances"][0], "retention": None}]
    assert boxes(draw(facts(METRICS | {"services.prometheus.instances": rows})))["prometheus:0"].lines[0] == (
        "no limit of time"
    )
    many = {
        "services.prometheus.instances": rows * 5,
        "services.prometheus.count": 5,
        "services.prometheus.present": True,
    }
    assert "keep" not in " ".join(boxes(draw(facts(many)))["prometheus:all"].lines)


def test_a_time_that_is_only_agreed_is_told_as_the_standard():
    told = facts(
        only("services.prometheus.present", "services.prometheus.retention"), services__prometheus__retention=DOCUMENTED
    )
    assert boxes(draw(told))["prometheus:all"].lines == ("keeps three days (standard)",)


def test_without_grafana_and_alertmanager_neither_is_drawn():
    drawn = boxes(draw(facts(only("services.prometheus.present"))))
    assert list(drawn) == ["targets", "prometheus:all"]


def test_without_prometheus_nothing_is_drawn():
    assert draw(BARE) is None
    assert draw(facts({"services.prometheus.present": False, "services.grafana.present": True})) is None
