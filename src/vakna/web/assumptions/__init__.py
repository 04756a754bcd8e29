"""What must be true: the assumptions with their history, the experiments that test them, and both at the gate."""
