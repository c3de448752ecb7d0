"""The program on its machine: its version, optional packages, memory."""
