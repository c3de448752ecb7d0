"""Which RELAX NG schema judges a file, and what it says, by this program's engine or by another."""
