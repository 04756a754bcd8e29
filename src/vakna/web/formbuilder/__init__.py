"""Pages in which the form of a stage is built, question by question, without code."""
