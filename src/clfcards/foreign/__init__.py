"""The gate for everything that someone else made: pictures, packages and exports.

What comes in is bounded before it is read (bytes, depth, counts, time), and what cannot be read becomes a
sentence or a problem with a place. Nothing in it is believed, and no failure of a library gets past this package.
"""
