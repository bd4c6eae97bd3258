"""The test bed: real kube-apiservers, old and new, with etcd, that tests load with manifests and read again."""
