"""One record of each type more, with something of its own in each of its fields of text."""

from msgspec.structs import replace

from deckgen.cluster.snapshot import (
    Binding,
    Container,
    CronJob,
    Custom,
    Endpoints,
    Gap,
    Ingress,
    IngressClass,
    Lease,
    Namespace,
    NetworkPolicy,
    PersistentVolume,
    PersistentVolumeClaim,
    Pod,
    Port,
    Route,
    Service,
    ServiceAccount,
    Setting,
    StorageClass,
    Subject,
    Workload,
)
from deckgen.fact import Holds
from tests.canaries.planted import TOKEN, ZONE


def further(read, planter):
    """Give the cluster with a record of each type that has something in each of its fields of text."""

    def name(where, holds=Holds.OBJECT):
        return planter.word(holds, where)

    def domain(where):
        return f"{name(where, Holds.DOMAIN)}.{ZONE}"

    space = name("a namespace of its own", Holds.NAMESPACE)
    app = name("Workload.name")
    config = name("Container.config_maps")
    registry = domain("Container.image, the registry")
    project = name("Container.image, the project")
    storage = name("StorageClass.name", Holds.PLATFORM)
    klass = name("IngressClass.name", Holds.PLATFORM)
    issuer = name("Ingress.issuer")
    account = name("ServiceAccount.name")
    host = domain("Route.host")
    container = Container(
        name=name("Container.name"),
        image=f"{registry}/{project}/{name('Container.image')}:1.2-{name('Container.image, the tag')}",
        flags={
            "domain-filter": domain("Container.flags"),
            "cluster-name": name("Container.flags, the cluster", Holds.CUSTOMER),
            "oidc-client-id": name("Container.flags, a client"),
        },
        config_maps=[config],
        environment=[name("Container.environment").upper()],
        requests=["cpu"],
        host_ports=[8443],
    )
    balanced = Service(
        namespace=space,
        name=name("Service.name"),
        type="LoadBalancer",
        labels={"tier": name("Service.labels")},
        annotations={
            "loadbalancer.openstack.org/class": name("Service.annotations, Octavia's class", Holds.PLATFORM),
            "loadbalancer.openstack.org/floating-network-id": planter.uuid("Service.annotations"),
            "external-dns.alpha.kubernetes.io/hostname": domain("Service.annotations, a host"),
        },
        selector={"app": app},
        cluster_ip="100.82.44.44",
        external_ips=["195.77.31.44"],
        addresses=[domain("Service.addresses")],
        balancer_class=name("Service.balancer_class", Holds.PLATFORM),
        ports=[Port(port=443, name=name("Port.name"))],
    )
    owned = f"ReplicaSet/{name('Pod.owner')}"
    pods = [
        Pod(
            namespace=space,
            name=name("Pod.name"),
            labels={"app": app, "team": name("Pod.labels")},
            annotations={"kubernetes.io/config.mirror": name("Pod.annotations")},
            owner=owned,
            node=read.nodes[-1].name,
            phase="Pending" if number else "Running",
            pod_ip=f"100.81.122.{20 + number}",
            host_paths=[f"/srv/{name('Pod.host_paths')}"],
            claims=[name("Pod.claims")],
            pull_secrets=[name("Pod.pull_secrets")],
            not_ready=[container.name],
            containers=[container],
        )
        for number in range(2)
    ]
    customs = _customs(planter, space, host, issuer)
    gateways = [
        f"{one}.gateway.networking.k8s.io" for one in ("gatewayclasses", "gateways", "httproutes", "grpcroutes")
    ]
    veleros = [
        f"{one}.velero.io" for one in ("backupstoragelocations", "schedules", "backups", "volumesnapshotlocations")
    ]
    return replace(
        read,
        origins=[replace(one, name=name("Origin.name")) for one in read.origins],
        gaps=[
            Gap(
                resource=f"widgets.{name('Gap.resource')}.{ZONE}",
                reason="forbidden",
                detail=f'User "{name("Gap.detail")}" cannot list resource',
                namespace=space,
            ),
            Gap(
                resource="resourcequotas",
                reason="failed",
                detail=f"admission webhook {name('Gap.detail of a resource that facts read')} denied the request",
            ),
        ],
        resources=[*read.resources, *gateways, *veleros, "volumesnapshotclasses.snapshot.storage.k8s.io"],
        namespaces=[
            *read.namespaces,
            Namespace(name=space, labels={"owner": name("Namespace.labels")}, phase="Active"),
        ],
        workloads=[
            *read.workloads,
            Workload(
                kind="Deployment",
                namespace=space,
                name=app,
                labels={"owner": name("Workload.labels")},
                pod_labels={"app": app},
                annotation_keys=[f"{name('Workload.annotation_keys')}.{ZONE}/owner"],
                service_account=account,
                applied_as="",
                replicas=2,
                ready=1,
                claims=[name("Workload.claims")],
                config_maps=[config],
                containers=[container],
            ),
        ],
        pods=[*read.pods, *pods],
        cron_jobs=[
            *read.cron_jobs,
            CronJob(
                namespace=space,
                name=name("CronJob.name"),
                schedule="0 2 * * *",
                time_zone="Europe/Busingen",
                config_maps=[name("CronJob.config_maps")],
                containers=[container],
            ),
        ],
        services=[*read.services, balanced],
        endpoints=[*read.endpoints, Endpoints(namespace=space, service=balanced.name, addresses=["100.81.122.20"])],
        ingresses=[
            *read.ingresses,
            Ingress(
                namespace=space,
                name=name("Ingress.name"),
                ingress_class=klass,
                issuer=f"Issuer/{issuer}",
                routes=[Route(host=host, path=f"/{name('Route.path')}", service=balanced.name, tls=True)],
            ),
        ],
        ingress_classes=[
            *read.ingress_classes,
            IngressClass(name=klass, controller=f"{name('IngressClass.controller')}.{ZONE}/ingress"),
        ],
        network_policies=[
            *read.network_policies,
            NetworkPolicy(namespace=space, name=name("NetworkPolicy.name")),
        ],
        storage_classes=[
            *read.storage_classes,
            StorageClass(
                name=storage,
                provisioner=f"{name('StorageClass.provisioner')}.csi.{ZONE}",
                reclaim_policy="Delete",
                parameters={
                    "type": name("StorageClass.parameters", Holds.PLATFORM),
                    "availability": name("StorageClass.parameters", Holds.PLATFORM),
                },
            ),
        ],
        csi_drivers=[*read.csi_drivers, f"{name('Snapshot.csi_drivers')}.csi.{ZONE}"],
        volumes=[
            *read.volumes,
            PersistentVolume(
                name=name("PersistentVolume.name"),
                storage_class=storage,
                driver=f"{name('PersistentVolume.driver')}.csi.{ZONE}",
                capacity=5 * 2**30,
                phase="Released",
                claim=f"{space}/{name('PersistentVolume.claim')}",
            ),
        ],
        claims=[
            *read.claims,
            PersistentVolumeClaim(
                namespace=space,
                name=name("PersistentVolumeClaim.name"),
                storage_class=storage,
                volume=name("PersistentVolumeClaim.volume"),
                phase="Pending",
                provisioner=f"{name('PersistentVolumeClaim.provisioner')}.csi.{ZONE}",
            ),
        ],
        bindings=[
            *read.bindings,
            Binding(
                name=name("Binding.name"),
                role=f"ClusterRole/{name('Binding.role')}",
                namespace=space,
                subjects=[
                    Subject(kind="User", name=f"{name('Subject.name, a person', Holds.EMAIL)}@{ZONE}"),
                    Subject(kind="Group", name=name("Subject.name, a group")),
                    Subject(kind="Group", name=planter.project("Subject.name, a project of keystone")),
                    Subject(kind="ServiceAccount", name=account, namespace=space),
                ],
            ),
            Binding(
                name=name("Binding.name"),
                role="ClusterRole/cluster-admin",
                subjects=[Subject(kind="User", name=name("Subject.name, an administrator", Holds.PERSON))],
            ),
        ],
        settings=[
            *read.settings,
            Setting(namespace="kube-system", config_map="calico-config", name="veth_mtu", value=name("Setting.value")),
            Setting(namespace=space, config_map=name("Setting.config_map"), name="token", value=TOKEN),
        ],
        customs=[*read.customs, *customs],
        leases=[
            *read.leases,
            Lease(name=name("Lease.name"), labels={"kubernetes.io/hostname": name("Lease.labels", Holds.HOST_NAME)}),
        ],
        service_accounts=[
            *read.service_accounts,
            ServiceAccount(namespace=space, name=account, pull_secrets=[name("ServiceAccount.pull_secrets")]),
        ],
        tables=[
            replace(one, rows=[[name(f"Table.rows of {one.resource}"), *one.rows[0][1:]], *one.rows])
            for one in read.tables
        ],
    )


def _customs(planter, space, host, issuer):
    """Give custom resources of the kinds that facts read."""

    def name(where, holds=Holds.OBJECT):
        return planter.word(holds, where)

    def domain(where):
        return f"{name(where, Holds.DOMAIN)}.{ZONE}"

    gateway = name("Custom.name of a GatewayClass")
    return [
        Custom(
            kind="GatewayClass",
            api_version="gateway.networking.k8s.io/v1",
            name=gateway,
            fields={
                "spec.controllerName": f"{domain('GatewayClass, the controller')}/gateway-controller",
                "status.conditions[Accepted].status": "True",
            },
        ),
        Custom(
            kind="Gateway",
            api_version="gateway.networking.k8s.io/v1",
            name=name("Custom.name of a Gateway"),
            namespace=space,
            fields={
                "spec.gatewayClassName": gateway,
                "spec.listeners[].{name,hostname,protocol}": [
                    {"name": name("Gateway, a listener"), "hostname": f"*.{host}", "protocol": "HTTPS"}
                ],
                "status.addresses[].value": ["195.77.31.45"],
                "status.conditions[Programmed].status": "True",
            },
        ),
        Custom(
            kind="BackupStorageLocation",
            api_version="velero.io/v1",
            name=name("Custom.name of a BackupStorageLocation"),
            namespace=space,
            fields={
                "spec.provider": "aws",
                "spec.objectStorage.bucket": name("BackupStorageLocation, the bucket"),
                "spec.config.s3Url": f"https://{domain('BackupStorageLocation, the host')}:8080",
                "spec.config.region": name("BackupStorageLocation, the region"),
                "status.phase": "Available",
            },
        ),
        Custom(
            kind="BackupStorageLocation",
            api_version="velero.io/v1",
            name=name("Custom.name of a BackupStorageLocation"),
            namespace=space,
            fields={
                "spec.provider": f"{name('BackupStorageLocation, a provider of its own')}/blob",
                "status.phase": "Available",
            },
        ),
        Custom(
            kind="VolumeSnapshotLocation",
            api_version="velero.io/v1",
            name=name("Custom.name of a VolumeSnapshotLocation"),
            namespace=space,
            fields={"spec.provider": f"{name('VolumeSnapshotLocation, a provider of its own')}/snap"},
        ),
        Custom(
            kind="Schedule",
            api_version="velero.io/v1",
            name=name("Custom.name of a Schedule"),
            namespace=space,
            fields={"spec.schedule": "0 3 * * *", "spec.template.ttl": "240h", "status.phase": "Enabled"},
        ),
        Custom(
            kind="Certificate",
            api_version="cert-manager.io/v1",
            name=name("Custom.name of a Certificate"),
            namespace=space,
            fields={
                "spec.dnsNames": [host],
                "spec.issuerRef.kind": "Issuer",
                "spec.issuerRef.name": issuer,
                "status.notAfter": "2026-05-20T06:00:00Z",
                "status.conditions[Ready].status": "False",
            },
        ),
        Custom(
            kind="VolumeSnapshotClass",
            api_version="snapshot.storage.k8s.io/v1",
            name=name("Custom.name of a VolumeSnapshotClass"),
            fields={"driver": f"{name('VolumeSnapshotClass, the driver')}.csi.{ZONE}"},
        ),
        Custom(
            kind="PriorityClass",
            api_version="scheduling.k8s.io/v1",
            name=name("Custom.name of a PriorityClass"),
            fields={"value": 1000},
        ),
    ]
