"""Captions drawn by libass."""
