"""The hash tree of RFC 9162 (section 2.1): roots, the frontier that grows them, and both proofs.

Knows bytes, not journals: the same tree carries a journal's entries and a stage's sealed submissions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()


def hash_leaf(data: bytes) -> bytes:
    """Hash one leaf; the byte 00 keeps a leaf from passing as a node (RFC 9162, 2.1.1)."""
    return sha256(b"\x00" + data).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into one (RFC 9162, 2.1.1)."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """The right edge of a tree: all that is needed to grow it.

    `nodes` are the roots of the full subtrees, largest first, one for each 1 in the binary form of `size`.
    """

    size: int = 0
    nodes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        fits = self.size >= 0 and len(self.nodes) == self.size.bit_count()
        if not fits or any(len(node) != HASH_SIZE for node in self.nodes):
            raise ValueError("a frontier has one hash of 32 bytes for each 1 in its size")

    def append(self, leaf: bytes) -> "Frontier":
        """Give the frontier with one more leaf hash at the end, in O(log n)."""
        nodes, node, size = list(self.nodes), leaf, self.size
        while size & 1:
            node = hash_node(nodes.pop(), node)
            size >>= 1
        return Frontier(size=self.size + 1, nodes=(*nodes, node))

    def root(self) -> bytes:
        """Give the root of the tree; of no leaves, SHA-256 of nothing."""
        if not self.nodes:
            return EMPTY_ROOT
        root = self.nodes[-1]
        for node in reversed(self.nodes[:-1]):
            root = hash_node(node, root)
        return root

    def dump(self) -> list[str]:
        """Give the nodes as hexadecimal text, to be stored beside the size."""
        return [node.hex() for node in self.nodes]

    @classmethod
    def load(cls, size: int, nodes: Sequence[str]) -> "Frontier":
        """Read back what `dump` gave. Raises ValueError when size and nodes do not belong together."""
        return cls(size=size, nodes=tuple(bytes.fromhex(node) for node in nodes))


def tree_root(leaves: Sequence[bytes]) -> bytes:
    """Give the root over these leaf hashes (RFC 9162, 2.1.1)."""
    frontier = Frontier()
    for leaf in leaves:
        frontier = frontier.append(leaf)
    return frontier.root()


def _split(size: int) -> int:
    """Give the largest power of two below size: where RFC 9162 cuts a tree."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Give the hashes that lead from leaf `index` to the root, nearest first (RFC 9162, 2.1.3.1)."""
    if not 0 <= index < len(leaves):
        raise ValueError("the tree has no such leaf")
    if len(leaves) == 1:
        return []
    cut = _split(len(leaves))
    if index < cut:
        return [*inclusion_proof(leaves[:cut], index), tree_root(leaves[cut:])]
    return [*inclusion_proof(leaves[cut:], index - cut), tree_root(leaves[:cut])]


def inclusion_holds(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Say whether the proof leads from this leaf to this root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last, result = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            result = hash_node(step, result)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            result = hash_node(result, step)
        node, last = node >> 1, last >> 1
    return last == 0 and result == root


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> list[bytes]:
    """Give the hashes that show the first `old_size` leaves unchanged in this tree (RFC 9162, 2.1.4.1)."""
    if not 0 <= old_size <= len(leaves):
        raise ValueError("the older tree cannot be larger than the newer")
    return _subproof(leaves, old_size, whole=True) if old_size else []


def _subproof(leaves: Sequence[bytes], old_size: int, *, whole: bool) -> list[bytes]:
    if old_size == len(leaves):
        return [] if whole else [tree_root(leaves)]
    cut = _split(len(leaves))
    if old_size <= cut:
        return [*_subproof(leaves[:cut], old_size, whole=whole), tree_root(leaves[cut:])]
    return [*_subproof(leaves[cut:], old_size - cut, whole=False), tree_root(leaves[:cut])]


def consistency_holds(old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Say whether the tree only grew between the two roots (RFC 9162, 2.1.4.2)."""
    if not 0 <= old_size <= size:
        return False
    if old_size in (0, size):
        return not proof and old_root == (root if old_size == size else EMPTY_ROOT)
    # A full older tree is its own first step.
    steps = [old_root, *proof] if old_size.bit_count() == 1 else list(proof)
    return bool(steps) and _climb(old_size - 1, size - 1, steps) == (old_root, root)


def _climb(node: int, last: int, steps: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Walk both trees up from their shared subtree; give (older root, newer root), or None when steps do not fit."""
    while node & 1:
        node, last = node >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if node & 1 or node == last:
            old, new = hash_node(step, old), hash_node(step, new)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new = hash_node(new, step)
        node, last = node >> 1, last >> 1
    return (old, new) if last == 0 else None
