"""Letters, cables and telegrams: who wrote to whom, when and from where."""
