"""One edition checked: schemas, Schematron, and the rules that no schema can state. Reads TEI and nothing else."""
