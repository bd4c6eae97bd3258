"""The diagrams: one file each, Facts -> Scene."""
