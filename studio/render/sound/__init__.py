"""The mix of a sequence."""
