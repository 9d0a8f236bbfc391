"""The workbench: a library in the browser, pages and REST. Thin: what it shows, the library and the analysis tell."""
