"""Pages of the supplier's hand-in: the desk, the RFI answer without an account, the receipt."""
