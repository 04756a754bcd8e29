"""The pages about the rules: what each one sees, and how one initiative stands by them."""
