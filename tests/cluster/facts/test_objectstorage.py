from tests.cluster.facts.given import container, cron_job, given, setting, value


def test_swift_is_told_by_what_uses_it():
    harbor = setting("x/harbor-registry", "config.yml.storage.swift.container", "images")
    saves = container(does=["etcd snapshot save", "swift upload"])
    assert value("objectstorage.swift.uses", given(settings=[harbor])) == ["Harbor's images"]
    jobs = [cron_job("x/save", "@daily", containers=[saves])]
    assert value("objectstorage.swift.uses", given(cron_jobs=jobs)) == ["etcd snapshots"]
    assert value("objectstorage.swift.present", given()) is None
