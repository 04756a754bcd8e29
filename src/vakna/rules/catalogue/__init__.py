"""The rules, one file a family; `registry` lists the families."""
