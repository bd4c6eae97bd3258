from deckgen.diagrams.identity import draw
from deckgen.fact import Source
from tests.diagrams.clusters import BARE, DECLARED, SAMPLE, SIGN_IN, WITHHELD, facts


def boxes(scene):
    return {box.id: box for group in scene.root.members for box in group.members}


def test_a_sign_in_goes_from_kubectl_to_keystone():
    drawn = boxes(draw(SAMPLE))
    assert list(drawn) == ["kubectl", "server", "webhook", "keystone"]
    assert drawn["kubectl"].lines == ("4 people", "9 groups with a role")
    assert drawn["server"].lines == ("1.33.4", "14 role bindings")
    assert drawn["keystone"].lines == ("identity.example.com:5000", "says who you are")


def test_keystones_address_is_kept_from_those_who_may_not_see_it():
    assert boxes(draw(WITHHELD))["keystone"].lines == ("says who you are",)


def test_a_password_in_keystones_address_does_not_show():
    told = SIGN_IN | {"identity.keystone.url": "https://me:secret@identity.example.com/v3"}
    assert boxes(draw(facts(told)))["keystone"].lines[0] == "identity.example.com"


def test_an_api_server_whose_flags_do_not_show_is_not_said_to_ask():
    told = {name: value for name, value in SIGN_IN.items() if name != "identity.webhook.authentication"}
    assert boxes(draw(facts(told)))["webhook"].lines == ("who asks it is not visible",)


def test_keystone_that_only_the_profile_tells_of_has_no_webhook():
    drawn = boxes(draw(facts({"identity.keystone.present": True}, DECLARED)))
    assert list(drawn) == ["kubectl", "server", "keystone"]
    assert drawn["keystone"].source is Source.DECLARED


def test_without_keystone_or_without_a_webhook_nothing_is_drawn():
    assert draw(BARE) is None
    assert draw(facts(SIGN_IN | {"identity.webhook.authentication": False})) is None
