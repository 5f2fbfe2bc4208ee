"""What the graph says as a whole: rows in, frozen values out. The only package that imports networkx."""
