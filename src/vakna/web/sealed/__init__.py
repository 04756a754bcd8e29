"""Pages about what came under seal: who may read it, who has read it, and the record of its opening."""
