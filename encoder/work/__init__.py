"""How work is done: processes and clusters, locks and limits, storage, results kept from before."""
