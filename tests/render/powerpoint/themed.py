"""Layouts whose template has other fonts."""

import re
import shutil
from zipfile import ZIP_DEFLATED, ZipFile

from deckgen import layout


def themed(original, folder, major, minor=None):
    """The layout, with the theme's fonts for titles and running text replaced."""

    def changed(name, data):
        if not re.fullmatch(r"ppt/theme/theme\d+\.xml", name):
            return data
        theme = data.decode()
        for kind, font in (("major", major), ("minor", minor or major)):
            theme = re.sub(rf'(<a:{kind}Font><a:latin typeface=")[^"]*"[^>]*>', rf'\1{font}"/>', theme)
        return theme.encode()

    return altered(original, folder, changed)


def altered(original, folder, change):
    """The layout, each part of its template changed."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(original.folder / "layout.yaml", folder)
    with (
        ZipFile(original.template_path) as source,
        ZipFile(folder / original.template, "w", ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    return layout.load(folder)
