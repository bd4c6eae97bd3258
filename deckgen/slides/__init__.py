"""The slide kinds: one file each, named as the kind is in a script."""
