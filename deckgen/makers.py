"""What makers and projects call their own things: nobody's secret, wherever it is read."""

import re

REGISTRIES = re.compile(
    r"(docker\.io|quay\.io|ghcr\.io|([\w-]+\.)?gcr\.io|registry\.k8s\.io|mcr\.microsoft\.com|public\.ecr\.aws)/.*"
    r"|localhost[:/].*"
)
"""Images of public registries."""

PROJECTS = re.compile(
    r"([\w-]+\.)*(k8s|kubernetes|istio|helm|cilium|rke2|k3s|cattle|rancher|x-k8s|openstack|coreos|cncf|harbor)\.(io|org|com)"
)
"""Domains of the projects, which begin labels and names of drivers."""

DRIVERS = re.compile(
    r"(rook-ceph\.)?(rbd|cephfs|nfs)\.csi\.ceph\.com|(ebs|efs|fsx|s3)\.csi\.aws\.com|(disk|file|blob)\.csi\.azure\.com"
    r"|(pd|filestore)\.csi\.storage\.gke\.io|csi\.vsphere\.vmware\.com|csi\.trident\.netapp\.io|driver\.longhorn\.io"
    r"|csi\.(tigera\.io|hpe\.com|hetzner\.cloud)|csi-\w+\.dellemc\.com|pxd\.portworx\.com|linstor\.csi\.linbit\.com"
    r"|(local\.csi\.)?openebs\.io|rancher\.io|nginx\.org|traefik\.io|haproxy\.org|haproxy-ingress\.github\.io"
    r"|projectcontour\.io|ingress-controllers\.konghq\.com|gateway\.envoyproxy\.io|openshift\.io"
)
"""What drivers, ingress and gateway controllers of projects and makers call themselves (kubernetes-csi's list)."""

_SYSTEMS = """
alma almalinux alpine amazon amzn arch azure bottlerocket bookworm bullseye buster by cbl centos cloud container
containerd core coreos cri-o crio datacenter debian docker edition enterprise fedora flatcar focal for garden gentoo
gnu hat jammy kinvolk leap linux lts mariner micro microos microsoft nixos noble openshift opensuse oracle os ootpa
photon plow red rhel rocky server sle sles sp stream suse talos trixie tumbleweed ubuntu version vmware windows
"""
PRODUCTS = frozenset(_SYSTEMS.split())
"""Words of the names that makers give their operating systems and container runtimes."""

STANDARD = re.compile(
    r"system:.*|kubeadm:.*|kube-(system|public|node-lease|root-ca\.crt)|default|cluster-admin|true|false"
    r"|(Prefer)?NoSchedule|NoExecute"
)
"""What Kubernetes and its installers call things in every cluster."""

PARTS = frozenset(
    (
        *(
            "media",
            "image",
            "charts",
            "chart",
            "drawings",
            "drawing",
            "embeddings",
            "diagrams",
            "worksheet",
            "worksheets",
        ),
        *("workbook", "sheet", "sheets", "styles", "strings", "comments", "fonts", "notes", "relationship", "custom"),
    )
)
"""Words in the names of the parts of every deck that has pictures, charts and notes (ECMA-376, part 1)."""
