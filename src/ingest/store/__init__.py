"""The dataset on disk: snapshots of parts that are written once, published in one step, and checked."""
