"""What the documents show works as it stands there."""

import re
from pathlib import Path

import pytest

from deckgen import build, validate
from deckgen.audience import AUDIENCES
from deckgen.audit.listed import read
from deckgen.audit.pattern import PATTERNS
from deckgen.lint import RULES

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)


def first_block(name):
    return re.search(r"```yaml\n(.*?)```", (DOCS / name).read_text(encoding="utf-8"), re.DOTALL)[1]


def test_the_script_that_is_shown_makes_a_slide(tmp_path):
    path = tmp_path / "short.yaml"
    path.write_text(first_block("write-a-script.md"), encoding="utf-8")
    material = build.Material(build.find_script(str(path)), build.NO_PROFILE, build.sample_snapshot(), sample=True)
    deck = build.deck_of(material, build.brief_of(material, AUDIENCES["call"]))
    assert "Three control-plane nodes keep the API up" in [str(slide.title) for slide in deck.slides]


def test_the_profile_that_is_shown_is_valid(tmp_path):
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "logo.png").write_bytes(PIXEL)
    path = tmp_path / "customer.yaml"
    path.write_text(first_block("write-a-customer-profile.md"), encoding="utf-8")
    assert validate.validate_file(path) == "customer profile"


@pytest.mark.parametrize("page", [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))], ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_page_on_lint_names_every_rule():
    page = (DOCS / "lint-a-deck.md").read_text(encoding="utf-8")
    assert [rule.name for rule in RULES if f"`{rule.name}`" not in page] == []


def test_the_page_on_audit_names_all_that_is_known_by_its_looks():
    page = (DOCS / "audit-a-deck.md").read_text(encoding="utf-8")
    assert [pattern.name for pattern in PATTERNS if pattern.name not in page] == []
    assert [pattern.kind for pattern in PATTERNS if f"`{pattern.kind}`" not in page] == []


def test_the_list_of_values_that_is_shown_has_no_mistakes(tmp_path):
    page = (DOCS / "audit-a-deck.md").read_text(encoding="utf-8")
    (tmp_path / "names.txt").write_text(re.search(r"```\n(# one.*?)```", page, re.DOTALL)[1], encoding="utf-8")
    assert len(read(tmp_path / "names.txt")) == 4
