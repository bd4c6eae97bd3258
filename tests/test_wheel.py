"""What is published is whole: installed into an empty environment, in another folder, it builds a deck."""

import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parent.parent


def run(*command, cwd):
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def test_the_wheel_builds_a_deck_in_an_empty_environment(tmp_path):
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "--wheel-dir", tmp_path, ROOT, cwd=tmp_path)
    (wheel,) = tmp_path.glob("deckgen-*.whl")
    assert "deckgen/handout/sheet.typ" in ZipFile(wheel).namelist()
    venv.create(tmp_path / "env", with_pip=True)
    binaries = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    run(binaries / "pip", "install", "--quiet", "--constraint", ROOT / "constraints.txt", wheel, cwd=tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    run(binaries / "deckgen", "build", "production", "--sample", "-o", "deck.pptx", cwd=elsewhere)

    assert (elsewhere / "deck.pptx").stat().st_size > 100_000
    assert "kind: ClusterRoleBinding" in run(binaries / "deckgen", "manifests", "rbac", cwd=elsewhere).stdout
    assert "default" in run(binaries / "deckgen", "list", "layouts", cwd=elsewhere).stdout
