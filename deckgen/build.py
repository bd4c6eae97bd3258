"""The straight way through: script + customer + snapshot -> Deck.

Everything that a deck is made of comes together here; what it is drawn with comes after (``render``).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from deckgen import assets, customer, script
from deckgen.audience import AUDIENCES, Audience, Diagrams
from deckgen.authored import Objection
from deckgen.brief import UNNAMED, Brief, make_brief
from deckgen.cluster import observe, snapshot
from deckgen.cluster.snapshot import Snapshot
from deckgen.compose import compose
from deckgen.customer import Customer
from deckgen.deck import Deck
from deckgen.discretion import Discretion
from deckgen.errors import InputError
from deckgen.promise import Promise, agreed_standards, objections_to_agreements
from deckgen.script import Script
from deckgen.standard import hold_back
from deckgen.suggest import among
from deckgen.verdict import Verdict, judge

NO_PROFILE = Customer(name=UNNAMED)
"""Stands in for the profile where none is given: the call deck then shows what to fill in."""


class Material(Struct, frozen=True):
    """What one deck is made of; ``profile`` is the file that ``customer`` was read from, if any."""

    script: Script
    customer: Customer
    snapshot: Snapshot
    profile: Path | None = None
    sample: bool = False


def find_script(name_or_path: str) -> Script:
    """Load a script by its name, such as ``demo``, or by its path.

    Raises:
        InputError: there is no such script, or it has mistakes.
    """
    shipped = assets.scripts()
    if name_or_path in shipped:
        return script.load_script(shipped[name_or_path])
    if looks_like_path(name_or_path):
        return script.load_script(Path(name_or_path))
    raise InputError(f"there is no script called {name_or_path!r}", among(name_or_path, shipped, "scripts"))


def find_audience(name: str) -> Audience:
    """Give the audience called ``name``.

    Raises:
        InputError: there is no such audience.
    """
    if name not in AUDIENCES:
        raise InputError(f"there is no audience called {name!r}", among(name, AUDIENCES, "audiences"))
    return AUDIENCES[name]


def sample_snapshot() -> Snapshot:
    """Read the snapshot of the sample cluster that comes with deckgen."""
    return snapshot.load(assets.sample() / "snapshot.json")


def sample_profile() -> Path:
    """Give the profile of the sample customer that comes with deckgen."""
    return assets.sample() / "customer.yaml"


def load_profile(path: Path | None, promises: Iterable[Promise] = ()) -> Customer:
    """Load a customer profile, or give the stand-in where there is none.

    Args:
        path: the profile, if any.
        promises: of the script that it is used with; what was agreed otherwise is held against them, and against those
            of the scripts that come with deckgen, which the same profile may be for.

    Raises:
        InputError: the profile has mistakes.
    """
    if path is None:
        return NO_PROFILE
    own = {promise.id: promise for promise in promises}
    return customer.load_customer(path, lambda agreements: _object_to_agreements(agreements, own))


def _object_to_agreements(agreements: Any, own: Mapping[str, Promise]) -> Iterator[Objection]:
    if not isinstance(agreements, Mapping) or not agreements:
        return
    others = {} if agreements.keys() <= own.keys() else shipped_promises()
    yield from objections_to_agreements(agreements, {**others, **own})


def shipped_promises() -> dict[str, Promise]:
    """Give the promises of the scripts that come with deckgen, by their ids."""
    scripts = map(script.load_script, assets.scripts().values())
    return {promise.id: promise for one in scripts for promise in one.promises}


def discretion_of(material: Material, made_up: Mapping[str, str] | None = None) -> Discretion:
    """Give what is known to be confidential in ``material``; ``made_up`` names of earlier runs are kept."""
    return Discretion(material.snapshot, material.customer, made_up)


def brief_of(material: Material, audience: Audience, discretion: Discretion | None = None) -> Brief:
    """Observe the facts and bring them together with the profile and the script's standards, for an audience.

    Args:
        material: what the deck is made of.
        audience: for whom.
        discretion: of this run, where several audiences are to share their made-up names.
    """
    return make_brief(
        material.customer,
        observe.observe(material.snapshot),
        standards_of(material.script, material.customer),
        audience,
        material.snapshot.taken,
        sample=material.sample,
        redaction=(discretion or discretion_of(material)).redaction(audience),
    )


def standards_of(promised: Script, known: Customer) -> dict[str, Any]:
    """Give the script's standards as they hold for one customer."""
    return agreed_standards(promised.standards, promised.promises, known.promises)


def brief_on(names: Collection[str], known: Customer, read: Snapshot, script: Script | None, *, sample: bool) -> Brief:
    """Observe the facts called ``names`` and bring them together as ``brief_of`` does, for the engineer.

    Args:
        names: names of facts.
        known: the profile.
        read: the cluster.
        script: whose standards to compare with, if any.
        sample: the data is made up.
    """
    standards = standards_of(script, known) if script else {}
    return make_brief(known, observe.observe(read, names), standards, AUDIENCES["call"], read.taken, sample=sample)


def verdicts_of(material: Material) -> tuple[Verdict, ...]:
    """Judge every promise of the script, for the engineer.

    Raises:
        InputError: the script promises nothing, or a template fails.
    """
    promised = material.script
    if not promised.promises:
        raise InputError(
            f"the script {promised.name!r} promises nothing", "write what it promises: see docs/write-a-script.md"
        )
    brief = hold_back(brief_of(material, AUDIENCES["call"]))
    return judge(promised.promises, promised.standards, brief)


def deck_of(material: Material, brief: Brief, without: Collection[str] = (), diagrams: Diagrams | None = None) -> Deck:
    """Compose the deck, with the customer's logo where the audience knows the customer.

    Raises:
        InputError: ``without`` names a section that the script lacks, or a template fails.
    """
    logo = (
        material.customer.brand.image(material.profile)
        if material.profile and (brief.audience.named or brief.customer.prospect)
        else None
    )
    return compose(material.script, brief, without=without, logo=logo, diagrams=diagrams)


def looks_like_path(name: str) -> bool:
    """Tell whether a person who typed ``name`` meant a file or folder and not something that is shipped."""
    return "/" in name or "\\" in name or Path(name).suffix != "" or Path(name).exists()
