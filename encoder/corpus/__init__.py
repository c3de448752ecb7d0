"""What many editions say together: a summary of each, a register of their persons and places, and who may be one.

Reads TEI and nothing else; an edition that was made by others has a summary too.
"""
