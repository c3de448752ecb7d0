"""What people and machines see of editions: pages, sites, reports. Reads TEI and nothing else."""
