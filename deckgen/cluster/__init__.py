"""Reading a cluster: live API -> Snapshot -> Facts."""
