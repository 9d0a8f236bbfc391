"""Articles of other styles, coded by hand before the engine was run on them."""
