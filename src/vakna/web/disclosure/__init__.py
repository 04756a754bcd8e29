"""Pages about public records: who may ask for what, the test item by item, the masked copy, who was given what."""
