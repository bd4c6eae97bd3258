"""The fonts that figures are drawn with and text is measured in, and what is known of others.

Carlito comes along, under the SIL Open Font License; of other faces there are widths alone.
"""
