"""The changes of what was published: a list, a form, and one change with what its decision leads to."""
