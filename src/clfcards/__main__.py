"""`python -m clfcards`."""

from clfcards.cli import main

main()
