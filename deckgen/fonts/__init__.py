"""The fonts that figures are drawn with and text is measured in: Carlito, under the SIL Open Font License."""
