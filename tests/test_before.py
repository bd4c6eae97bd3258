"""What the slides before one say."""

from deckgen.before import Before
from deckgen.deck import Bullets, Column, Picture, Slide, Table, plain
from deckgen.scene import Box, Group, Scene


def before(**slots):
    made = Before()
    made.add(Slide("a/b", "statement", "bullets", plain("Pods come back"), lead=plain("A claim asks."), slots=slots))
    return made


def test_a_term_is_found_in_title_lead_and_blocks_in_singular_and_plural():
    scene = Scene("dns", Group("root", "", (Box("a", "octavia", ("two listeners",)),)))
    told = before(
        body=Bullets((plain("A StatefulSet keeps its name"),)),
        table=Table((Column("Class"),), ((plain("uses cinder"),),)),
        figure=Picture(scene, "A picture."),
    )
    for term in ("Pod", "claim", "StatefulSet", "cinder", "octavia", "listener", "Class"):
        assert told.mentions(term), term


def test_a_part_of_a_word_and_what_no_one_reads_are_not_found():
    told = before(body=Bullets((plain("A subclass of kube-proxy"),)))
    for term in ("class", "proxy", "plain", "kubernetes", "b"):
        assert not told.mentions(term), term
