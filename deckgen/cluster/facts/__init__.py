"""What is known of a cluster: one file a topic, each turning a Snapshot into facts."""
