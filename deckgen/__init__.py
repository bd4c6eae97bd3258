"""Make a handover deck for one customer from a call script and a live Kubernetes-on-OpenStack cluster."""

__version__ = "0.1.0"
