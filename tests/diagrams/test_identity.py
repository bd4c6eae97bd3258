from deckgen.diagrams.identity import draw
from deckgen.fact import UNSURE, Source
from tests.diagrams.clusters import BARE, DECLARED, EMPTY, HOSTED, SAMPLE, SIGN_IN, WITHHELD, facts


def boxes(scene):
    return {box.id: box for group in scene.root.members for box in group.members}


def arrows(scene):
    return {(arrow.start, arrow.end): arrow for arrow in scene.arrows}


def test_a_sign_in_goes_by_keystone_and_its_webhook_to_roles_in_namespaces():
    scene = draw(SAMPLE)
    drawn = boxes(scene)
    assert list(drawn) == ["kubectl", "server", "roles", "namespaces", "keystone", "webhook", "policy"]
    assert drawn["kubectl"].lines == ("4 people and 9 groups",)
    assert drawn["roles"].lines == ("14 bindings",)
    assert drawn["namespaces"].lines == ("4 of yours",)
    assert drawn["keystone"].lines == ("identity.example.com:5000",)
    assert {("kubectl", "keystone"), ("server", "webhook"), ("webhook", "keystone")} <= arrows(scene).keys()


def test_a_policy_is_drawn_only_where_the_api_server_asks_a_webhook_for_it():
    assert boxes(draw(SAMPLE))["policy"].lines == ("k8s-auth-policy",)
    assert "policy" not in boxes(draw(facts(SIGN_IN | {"identity.webhook.authorization": False})))


def test_keystones_address_is_kept_from_those_who_may_not_see_it():
    assert boxes(draw(WITHHELD))["keystone"].lines == ()


def test_a_password_in_keystones_address_does_not_show():
    told = SIGN_IN | {"identity.keystone.url": "https://me:secret@identity.example.com/v3"}
    assert boxes(draw(facts(told)))["keystone"].lines[0] == "identity.example.com"


def test_an_api_server_whose_flags_do_not_show_is_not_said_to_ask():
    told = {name: value for name, value in SIGN_IN.items() if name != "identity.webhook.authentication"}
    scene = draw(facts(told))
    assert boxes(scene)["webhook"].lines == ("who asks it is not visible",)
    assert arrows(scene)["server", "webhook"].source is Source.NOT_VISIBLE


def test_between_the_api_server_and_keystone_that_only_the_profile_tells_of_stands_a_webhook_nobody_saw():
    scene = draw(facts({"identity.keystone.present": True}, DECLARED))
    drawn = boxes(scene)
    assert list(drawn) == ["kubectl", "server", "roles", "namespaces", "keystone", "webhook"]
    assert drawn["keystone"].source is Source.DECLARED
    assert (drawn["webhook"].label, drawn["webhook"].lines) == ("token webhook", ("is not visible",))
    assert drawn["webhook"].source is Source.NOT_VISIBLE
    assert ("server", "keystone") not in arrows(scene)
    assert arrows(scene)["webhook", "keystone"].source is Source.NOT_VISIBLE


def test_a_webhook_and_a_policy_that_the_profile_tells_of_are_drawn_as_declared():
    drawn = boxes(draw(facts(SIGN_IN, DECLARED)))
    assert [drawn[one].source for one in ("webhook", "policy")] == [Source.DECLARED] * 2
    assert drawn["webhook"].lines == ("checks tokens",)


def test_a_webhook_is_asked_what_is_allowed_only_where_the_api_server_goes_by_it():
    def asked(**more):
        told = SIGN_IN | {f"identity.webhook.{name}": value for name, value in more.items()}
        return arrows(draw(facts(told)))["server", "webhook"].label

    assert asked() == "who? allowed?"
    assert asked(authorization=False) == asked(authorization=None) == "whose token?"
    assert arrows(draw(SAMPLE))["webhook", "policy"].label == "reads"


def test_no_head_says_that_a_webhook_or_a_policy_vouches():
    assert [group.label for group in draw(SAMPLE).root.members] == ["", "BEHIND THE SIGN-IN"]


def test_roles_that_nothing_tells_of_are_drawn_as_usual():
    scene = draw(BARE)
    assert (boxes(scene)["roles"].source, boxes(scene)["roles"].strong) == (Source.DOCUMENTED, False)
    assert arrows(scene)["server", "roles"].source is Source.DOCUMENTED
    by_roles = boxes(draw(facts({"identity.provider": "x", "identity.authorization.modes": ["RBAC"]}, DECLARED)))
    assert (by_roles["roles"].source, by_roles["roles"].strong) == (Source.DECLARED, True)


def test_who_signs_in_is_outside_as_in_the_other_diagrams():
    assert boxes(draw(SAMPLE))["kubectl"].world == "outside"


def test_a_directory_behind_keystone_is_told_with_who_told_it():
    told = facts(SIGN_IN | {"identity.provider": "LDAP"}, identity__provider=DECLARED)
    assert boxes(draw(told))["keystone"].lines[-1] == "behind it LDAP (declared)"


def test_of_openid_connect_the_api_server_fetches_the_keys_alone():
    scene = draw(BARE)
    assert boxes(scene)["issuer"].label == "Keycloak (OpenID Connect)"
    assert boxes(scene)["issuer"].lines == ("login.example.org",)
    assert boxes(scene)["issuer"].world == "outside"
    assert arrows(scene)["server", "issuer"].label == "fetches keys"
    assert "keystone" not in scene.alt


def test_a_provider_that_only_the_profile_tells_of_is_drawn_so_and_its_tie_is_not_claimed():
    scene = draw(facts({"identity.provider": "Active Directory"}, DECLARED))
    assert boxes(scene)["provider"].source is Source.DECLARED
    assert arrows(scene)["server", "provider"].source is Source.NOT_VISIBLE


def test_an_api_server_that_does_not_go_by_roles_is_said_not_to():
    roles = boxes(draw(facts(SIGN_IN | {"identity.authorization.modes": ["AlwaysAllow"]})))["roles"]
    assert (roles.label, roles.lines) == ("no roles", ("AlwaysAllow",))


def test_where_nobody_is_known_to_vouch_nothing_is_drawn():
    assert draw(EMPTY) is None
    assert draw(HOSTED) is None
    assert draw(facts(SIGN_IN | {"identity.webhook.authentication": False})) is None
    assert draw(facts({"identity.oidc.issuer": UNSURE})) is None


def test_of_people_and_groups_only_those_that_there_are_are_counted():
    def said(people, groups):
        return boxes(draw(facts(SIGN_IN | {"rbac.people.count": people, "rbac.groups.count": groups})))["kubectl"].lines

    assert said(0, 1) == ("1 group",)
    assert said(1, 0) == ("1 person",)
    assert said(0, 0) == ("no binding names anyone",)


def test_numbers_that_only_the_profile_tells_are_drawn_as_declared():
    drawn = boxes(draw(facts({**SIGN_IN, "identity.keystone.present": True}, rbac__people__count=DECLARED)))
    assert drawn["kubectl"].source is Source.DECLARED
    assert drawn["roles"].source is Source.OBSERVED
