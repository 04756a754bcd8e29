"""Pages of the dialogue: stages as everybody meets them, questions, contacts, insights, information, requirements."""
