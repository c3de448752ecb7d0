"""A site of a corpus: pages around the records, made from their summaries; feeds, search, downloads.

Reads summaries and nothing else, so that a change of one record makes only the pages that list it.
"""
