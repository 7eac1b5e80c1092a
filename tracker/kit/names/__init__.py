"""Rows that people name: which one typed words mean, and what is offered while they type."""
