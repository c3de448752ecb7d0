"""What a build keeps for the next one: the manifest, and each edition as it wrote it."""
