"""Text: decoding, normalising beside the original with offset maps, cutting into units, search tokens."""
