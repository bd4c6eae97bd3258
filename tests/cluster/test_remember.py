from deckgen.cluster.remember import remembered
from tests.cluster.facts.given import given


def test_what_was_found_in_a_snapshot_is_worked_out_once_for_each():
    asked = []

    @remembered
    def find(snapshot):
        asked.append(snapshot)
        return len(asked)

    one, other = given(), given()
    assert one == other
    assert [find(one), find(other), find(one), find(other)] == [1, 2, 1, 2]
