"""The register of objections: "not in line with procurement", searched before it is filed, answered for all to use."""
