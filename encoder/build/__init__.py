"""Records made into editions, pages and sites: what is new or changed, and what became of each."""
