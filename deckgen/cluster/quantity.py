"""Kubernetes' quantities: ``500m``, ``4``, ``8212447Ki``."""

import re

_BINARY: dict[str, float] = {f"{prefix}i": 1024.0**power for power, prefix in enumerate("KMGTPE", 1)}
_DECIMAL: dict[str, float] = {prefix: 1000.0**power for power, prefix in enumerate("kMGTPE", 1)}
_FACTORS = {"": 1.0, "n": 1e-9, "u": 1e-6, "m": 1e-3, **_BINARY, **_DECIMAL}
GIB = 1024**3


def number(text: str) -> float:
    """Give the number that a quantity stands for: vCPUs, or bytes.

    Source: k8s.io/apimachinery pkg/api/resource Quantity.

    Raises:
        ValueError: it is no quantity.
    """
    found = re.fullmatch(r"([+-]?[0-9.]+(?:[eE][+-]?\d+)?)([a-zA-Z]{0,2})", text)
    if found is None or found[2] not in _FACTORS:
        raise ValueError(f"not a quantity: {text!r}")
    return float(found[1]) * _FACTORS[found[2]]
