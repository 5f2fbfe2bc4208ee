"""Values in, pages out: what people look at. Views are handed rows and never ask the store."""
