"""The board of an organisation's needs: their order, and money and people over time. For its own people alone."""
