"""A question in, a checked and cited answer out. It does not know files, FAISS or Gradio."""
