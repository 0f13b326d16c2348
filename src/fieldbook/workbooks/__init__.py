"""Spreadsheets of every family: bytes in, cells out, within bounds of memory and time.

The package runs as a program of its own (``python -m fieldbook.workbooks``) and imports nothing else
of fieldbook, so that a file made to fill the memory ends that program and never the notebook.
"""
