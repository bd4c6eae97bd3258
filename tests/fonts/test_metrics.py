"""The widths of faces: compared with the fonts that are installed, read by another program."""

import shutil
import string
import subprocess

import pytest
from PIL import ImageFont

from deckgen.fonts.metrics import metrics, widths
from tools.write_font_metrics import FACES

PRINTED = string.ascii_letters + string.digits + string.punctuation + " "


def test_the_file_has_the_faces_of_the_tool():
    assert all(metrics(face).licence == licence for face, (licence, *_) in FACES.items())


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("bold", [False, True])
def test_a_face_has_what_people_type(face, bold):
    assert [character for character in f"{PRINTED}äéñøŁž—“”…·€" if character not in widths(face, bold=bold)] == []


@pytest.mark.parametrize("face", ["Liberation Sans", "Liberation Serif", "DejaVu Sans"])
@pytest.mark.parametrize(("bold", "style"), [(False, "Regular"), (True, "Bold")])
def test_the_widths_are_those_of_the_font(face, bold, style):
    font = ImageFont.truetype(installed(face, style), 2048, layout_engine=ImageFont.Layout.BASIC)
    known = widths(face, bold=bold)
    assert {letter: round(known[letter] * 2048) for letter in PRINTED} == pytest.approx(
        {letter: font.getlength(letter) for letter in PRINTED}, abs=1
    )


def installed(face, style):
    if not shutil.which("fc-match"):
        pytest.skip("fc-match (fontconfig) is not on PATH")
    command = ["fc-match", "-f", "%{family}|%{file}", f"{face}:style={style}"]
    family, file = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("|")
    return file if face in family.split(",") else pytest.skip(f"{face} is not installed")
