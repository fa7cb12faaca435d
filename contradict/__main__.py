"""``python -m contradict``."""

from contradict.cli import main

main()
