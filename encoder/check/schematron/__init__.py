"""Schematron: rules found, included, compiled and run, and what they say."""
