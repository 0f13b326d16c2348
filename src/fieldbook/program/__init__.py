"""The program on this computer: set up from a stick without a network, and replaced by a newer one.

Runs before anything of ours is installed, straight out of the wheel on the stick: with the standard
library alone.
"""
