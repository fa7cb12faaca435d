"""Rows, tables and files become claims."""
