"""Settings out of ConfigMaps."""

import re

from deckgen.cluster.snapshot import Setting, Snapshot


def settings(snapshot: Snapshot, name: str, *, config_map: str = "", namespace: str = "") -> list[Setting]:
    r"""Give the settings called ``name``, of all ConfigMaps or of those of one name or namespace.

    Args:
        snapshot: where they are looked up.
        name: a regular expression for the whole path, such as ``net-conf\.json\.Backend\.Type``.
        config_map: only of ConfigMaps of this name.
        namespace: only of this namespace.
    """
    pattern = re.compile(name)
    return [
        setting
        for setting in snapshot.settings
        if pattern.fullmatch(setting.name)
        and config_map in {"", setting.config_map}
        and namespace in {"", setting.namespace}
    ]


def evidence(setting: Setting) -> str:
    """Name the place of a setting, such as ``ConfigMap kube-system/kubeadm-config ClusterConfiguration…``."""
    return f"ConfigMap {setting.namespace}/{setting.config_map} {setting.name}"
