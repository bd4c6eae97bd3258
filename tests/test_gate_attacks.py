"""What somebody in a hurry, or with bad intent, tries to get past the gate; and what it lets through as it should."""

import base64
import io
import json
import struct
import zipfile
import zlib
from functools import cache

import pytest
from msgspec.structs import replace
from typer.testing import CliRunner

from deckgen import assets, build, making
from deckgen.audience import AUDIENCES
from deckgen.cli import app
from deckgen.customer import Brand, Customer
from deckgen.errors import InputError
from deckgen.layout_source import layout_of
from deckgen.printing import Outputs
from deckgen.same_cluster import check_same_cluster
from deckgen.script import load_script

GROUP, CLUSTER, NAME, PERSON = "payments-developers", "retail-prod", "Example Retail", "Anna Lindqvist"
PHONE, OURS = "+44 20 7946 0011", "10.20.0.31"
"""Values of the sample's cluster and profile."""


class Words:
    """The words of a small script: each can be another one."""

    def __init__(self, points=("Nothing to see",), **others):
        self.told = {
            "name": "own",
            "title": "Short",
            "occasion": "short call",
            "id": "one",
            "heading": "One",
            "short": "One",
            "entry": "typed",
            "kicker": "Kick",
            "slide": "A slide",
            "head": "Mind",
            "say": "Hello",
        } | others
        self.points = points

    def write(self, folder):
        told = {key: json.dumps(text, ensure_ascii=False) for key, text in self.told.items()}
        points = ", ".join(json.dumps(point, ensure_ascii=False) for point in self.points)
        path = folder / "own.yaml"
        path.write_text(
            f"""
name: {told["name"]}
title: {told["title"]}
occasion: {told["occasion"]}
sections:
  - id: {told["id"]}
    title: {told["heading"]}
    short: {told["short"]}
    slides:
      - id: title
        kind: title
        title: Hello there
        subtitle: ["{{{{ as_of|date }}}}"]
      - id: {told["entry"]}
        kind: statement
        kicker: {told["kicker"]}
        title: {told["slide"]}
        points: [{points}]
        note: {{head: {told["head"]}, text: Words}}
        notes: {{say: [{told["say"]}]}}
""",
            encoding="utf-8",
        )
        return path


@cache
def _sample():
    return build.sample_snapshot(), build.load_profile(build.sample_profile())


@cache
def _plain():
    return layout_of("plain")


def made_of(words, folder, audience="presales", **others):
    """Make a deck of a script with these words, and give what became of it, and whether its file is there."""
    snapshot, profile = _sample()
    layout, names = others.pop("layout", None) or _plain(), others.pop("names", {})
    material = build.Material(load_script(words.write(folder)), profile, snapshot, build.sample_profile())
    material = replace(material, **{key: value for key, value in others.items() if key != "target"})
    discretion = build.discretion_of(material, names)
    (draft,) = making.drafts(material, [AUDIENCES[audience]], discretion, making.Wish())
    target = folder / others.get("target", "deck.pptx")
    ready = [(draft, Outputs(target, None, None))]
    (made,) = making.make(ready, material.script, discretion, making.Press(layout), lambda *_: None)
    return made, target.exists()


def is_stopped(words, folder, **others):
    """Say whether a deck is refused for what it would show, before it is drawn or after."""
    try:
        made, is_there = made_of(words, folder, **others)
    except InputError as refused:
        return "may not see" in str(refused)
    return any(remark.leak for remark in made.remarks) and not made.kept and not is_there


TYPED = {
    "as it is": f"Team {GROUP} has it",
    "joined in a template": "{{ 'payments-dev' ~ 'elopers' }} has it",
    "by a filter": "{{ 'paymentsXdevelopers'|replace('X', '-') }} has it",
    "letter by letter": "{{ ['p','a','y','m','e','n','t','s','-','d','e','v','e','l','o','p','e','r','s']|join }}",
    "letters with hyphens between": "{{ ['r','e','t','a','i','l','-','p','r','o','d']|join('-') }} has it",
    "letters with spaces between": "r e t a i l - p r o d has it",
    "in capitals": "PAYMENTS-DEVELOPERS has it",
    "backwards": "srepoleved-stnemyap has it",
    "zero-width spaces": "pay\u200bments-devel\u200bopers has it",
    "soft hyphens": "pay\u00adments-devel\u00adopers has it",
    "Cyrillic letters that look alike": "p\u0430yments-devel\u043epers has it",
    "Cyrillic capitals that look alike": "RET\u0410IL-PROD has it",
    "full width": "\uff52\uff45\uff54\uff41\uff49\uff4c-prod has it",
    "another dash": "payments\u2013developers has it",
    "an underscore for the hyphen": "retail_prod has it",
    "no hyphen at all": "paymentsdevelopers has it",
    "markup in the middle": "An**na Lind**qvist has it",
    "a link's target": f"[the team](https://example.com/{GROUP}) has it",
    "an entity": "&#114;etail-prod has it",
    "hexadecimal": GROUP.encode().hex(),
    "base64": base64.b64encode(GROUP.encode()).decode(),
    "the customer's name": f"{NAME} has it",
    "a person's surname": "Ms Lindqvist has it",
    "a person, surname first": "Lindqvist, Anna has it",
    "without accents": "Tomas Ferreira has it",
    "a telephone number": f"Ring {PHONE}",
    "a telephone number without spaces": "Ring +442079460011",
    "a telephone number as dialled at home": "Ring 020 7946 0011",
    "a telephone number with hyphens": "Ring +44-20-7946-0011",
    "a telephone number with brackets and dots": "Ring +44 (0) 20 7946.0011",
    "a telephone number with zeros": "Ring 0044 20 7946 0011",
    "an e-mail address": "Write to anna.lindqvist@retail.example.com",
    "an e-mail address spelled out": "Write to anna.lindqvist [at] retail [dot] example [dot] com",
    "an address": f"At {OURS}",
    "an address with spaces": "At 10 . 20 . 0 . 31",
    "an address as a number": "At 169082911",
    "an address in hexadecimal digits": "At 0x0a14001f",
    "an address with hyphens": "At ip-10-20-0-31",
    "an address with all its digits": "At 010.020.000.031",
}


@pytest.mark.parametrize("text", TYPED.values(), ids=TYPED)
def test_a_value_that_is_typed_is_stopped(text, tmp_path):
    assert is_stopped(Words([text]), tmp_path)


@pytest.mark.parametrize(
    "others",
    [
        {"name": CLUSTER},
        {"title": "All of RETAIL-PROD"},
        {"occasion": "for RETAIL-PROD"},
        {"id": GROUP},
        {"heading": "RETAIL-PROD in short"},
        {"short": CLUSTER},
        {"entry": CLUSTER},
        {"kicker": "RETAIL-PROD"},
        {"slide": "{{ 'retail' ~ '-prod' }} in short"},
        {"head": "RETAIL-PROD"},
    ],
    ids=lambda others: next(iter(others)),
)
def test_a_value_in_any_word_of_a_script_is_stopped(others, tmp_path):
    assert is_stopped(Words(**others), tmp_path)


def test_a_word_that_has_no_place_of_its_own_is_told_near_the_id_around_it(tmp_path):
    with pytest.raises(InputError, match=r"own\.yaml:6:9: customer name that presales may not see"):
        made_of(Words(heading=f"About {CLUSTER}"), tmp_path)


@pytest.mark.parametrize("text", ["At {{ '10.20' ~ '.0.31' }}", "At ip-10-20-0-31", "At 169082911"])
def test_an_address_of_ours_is_stopped_before_the_customer_and_in_notes(text, tmp_path):
    assert is_stopped(Words([text]), tmp_path, audience="customer")
    assert is_stopped(Words(say=text), tmp_path, audience="customer")


@pytest.mark.parametrize(
    "made_up",
    [GROUP, GROUP.upper(), GROUP[::-1], "p\u0430yments-developers", NAME, "auditors", "retail_prod"],
    ids=["itself", "capitals", "backwards", "Cyrillic letters", "the customer", "another group", "the cluster"],
)
def test_a_made_up_name_that_is_a_real_one_is_stopped(made_up, tmp_path):
    words = Words(["Groups {{ rbac.groups|join(', ') }}"])
    assert is_stopped(words, tmp_path, names={GROUP: made_up})


def test_a_value_in_the_name_of_the_file_is_stopped(tmp_path):
    assert is_stopped(Words(), tmp_path, target=f"{NAME} for you.pptx")


def test_the_command_ends_with_4_and_leaves_no_file(tmp_path):
    script, target = Words(["{{ 'retail' ~ '-prod' }} has it"]).write(tmp_path), tmp_path / "deck.pptx"
    options = ["--sample", "--audience", "presales", "--layout", "plain", "-o", str(target)]
    told = CliRunner().invoke(app, ["build", str(script), *options])
    assert (told.exit_code, target.exists()) == (4, False)


def test_a_prospect_is_not_the_customer_whose_cluster_was_read():
    snapshot, _ = _sample()
    with pytest.raises(InputError, match="the profile is a prospect's, and its cluster 'retail-prod' is the one"):
        check_same_cluster(Customer(name=NAME, cluster=CLUSTER, prospect=True), snapshot)
    check_same_cluster(Customer(name="Example Bank", cluster="bank-test", prospect=True), snapshot)


def _png(kind=b"", data=b"", behind=b""):
    def chunk(name, inner):
        return struct.pack(">I", len(inner)) + name + inner + struct.pack(">I", zlib.crc32(name + inner))

    head, pixels = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)), chunk(b"IDAT", zlib.compress(bytes(4)))
    told = chunk(kind, data) if kind else b""
    return b"\x89PNG\r\n\x1a\n" + head + told + pixels + chunk(b"IEND", b"") + behind


def _of_a_prospect(folder, logo):
    (folder / "logo.png").write_bytes(logo)
    return {
        "customer": Customer(name="Example Bank", prospect=True, brand=Brand(logo="logo.png")),
        "profile": folder / "customer.yaml",
    }


@pytest.mark.parametrize(
    "logo",
    [
        _png(b"tEXt", b"Comment\0" + GROUP.encode()),
        _png(b"zTXt", b"Comment\0\0" + zlib.compress(GROUP.encode())),
        _png(b"eXIf", b"II*\0" + GROUP.encode("utf-16-le")),
        _png(b"qxTx", zlib.compress(GROUP.encode() * 3)),
        _png(behind=GROUP.encode()),
    ],
    ids=["a text", "a packed text", "Exif", "a chunk of its own", "behind the end"],
)
def test_a_value_in_a_logo_is_stopped(logo, tmp_path):
    assert is_stopped(Words(), tmp_path, **_of_a_prospect(tmp_path, logo))


def _template(folder, change):
    path = folder / "company.pptx"
    with zipfile.ZipFile(assets.layouts()["plain"] / "template.pptx") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return layout_of(str(path))


MASTER = "ppt/slideMasters/slideMaster1.xml"


def _with_comment(parts):
    parts[MASTER] = parts[MASTER].replace(b"<p:cSld", f"<!-- {GROUP} --><p:cSld".encode(), 1)


def _with_theme(parts):
    theme = "ppt/theme/theme1.xml"
    parts[theme] = parts[theme].replace(b' name="', f' name="{GROUP} '.encode(), 1)


def _with_workbook(parts):
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as package:
        package.writestr("xl/sharedStrings.xml", f"<sst><t>{GROUP}</t></sst>")
    parts["ppt/embeddings/book1.xlsx"] = book.getvalue()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    types, links = "[Content_Types].xml", "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    default = f'<Default Extension="xlsx" ContentType="{kind}"/><Override'
    parts[types] = parts[types].replace(b"<Override", default.encode(), 1)
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"
    link = f'<Relationship Id="rId77" Type="{relation}" Target="../embeddings/book1.xlsx"/></Relationships>'
    parts[links] = parts[links].replace(b"</Relationships>", link.encode())


@pytest.mark.parametrize("change", [_with_comment, _with_theme, _with_workbook])
def test_a_value_in_a_template_is_stopped(change, tmp_path):
    assert is_stopped(Words(), tmp_path, layout=_template(tmp_path, change))


def test_a_template_without_one_is_no_reason(tmp_path):
    assert made_of(Words(), tmp_path, layout=_template(tmp_path, dict))[1]


HARMLESS = [
    "The web team has data; 3,000 of 4,000 pods wait 120 to 360 seconds",
    "Ring 112, or read RFC 2606; nodes have 4 vCPU and 16 GiB, ports 30000 to 32767",
    "Developers keep a ledger, and retail has a product",
    "A-B-C and d.e.f.g are letters; (at) noon we meet at the [dot] on the map",
    "Versions 1.33.4 and 2.13.2, 2147483648 bytes, 2026-05-14, address 192.0.2.31",
]


@pytest.mark.parametrize("audience", ["customer", "presales"])
def test_ordinary_words_are_no_leak(audience, tmp_path):
    made, is_there = made_of(Words(HARMLESS), tmp_path, audience=audience)
    assert ([remark.message for remark in made.remarks if remark.leak], is_there) == ([], made.kept)


def test_a_deck_without_a_profile_goes_through(tmp_path):
    _, is_there = made_of(Words(), tmp_path, customer=build.NO_PROFILE, profile=None)
    assert is_there


def test_a_name_that_is_a_part_of_every_deck_with_pictures_is_no_leak(tmp_path):
    snapshot, _ = _sample()
    assert "media" in {claim.name for claim in snapshot.claims}
    _, is_there = made_of(Words(), tmp_path, **_of_a_prospect(tmp_path, _png()))
    assert is_there
