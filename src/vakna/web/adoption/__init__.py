"""From a test to use: the route-to-adoption card, the decision, and the pilot graveyard with its way back."""
