# What a landscape needs in the configuration of Sphinx, with MyST.
extensions = ["myst_parser"]
html_js_files = [("https://example.org/vanscape/embed.js", {"async": "async"})]
