"""Threads, garbage and other things a Qt process needs to run well."""
