"""The tree against RFC 9162's own definition, written here a second time and as naively as the RFC writes it."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vakna.core.journal import (
    EMPTY_ROOT,
    Frontier,
    consistency_holds,
    consistency_proof,
    inclusion_holds,
    inclusion_proof,
    tree_root,
)
from vakna.core.journal.merkle import hash_leaf

# The eight inputs and their roots that Certificate Transparency's implementations share as test vectors.
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def naive_root(leaves):
    """Follow RFC 9162, 2.1.1 to the letter."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    cut = 1
    while cut * 2 < len(leaves):
        cut *= 2
    return sha256(b"\x01" + naive_root(leaves[:cut]) + naive_root(leaves[cut:])).digest()


def leaves_of(size):
    return [hash_leaf(str(number).encode()) for number in range(size)]


def frontier_of(leaves):
    frontier = Frontier()
    for leaf in leaves:
        frontier = frontier.append(leaf)
    return frontier


sizes = st.integers(0, 70)
indexed = st.integers(1, 70).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1)))
grown = st.integers(0, 70).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size)))


@pytest.mark.parametrize(("size", "root"), ROOTS.items())
def test_root_when_the_inputs_are_the_known_vectors(size, root):
    leaves = [hash_leaf(bytes.fromhex(data)) for data in INPUTS[:size]]

    assert tree_root(leaves).hex() == root


def test_root_when_there_are_no_leaves():
    assert tree_root([]) == Frontier().root() == EMPTY_ROOT == sha256(b"").digest()


@given(st.lists(st.binary(max_size=8), max_size=80))
def test_root_when_grown_leaf_by_leaf(data):
    leaves = [hash_leaf(one) for one in data]

    assert frontier_of(leaves).root() == naive_root(leaves)


@given(sizes)
def test_frontier_when_stored_and_read_back(size):
    frontier = frontier_of(leaves_of(size))

    assert Frontier.load(frontier.size, frontier.dump()) == frontier


@pytest.mark.parametrize(
    ("size", "nodes"),
    [(1, []), (0, ["00" * 32]), (3, ["00" * 32]), (-1, ["00" * 32]), (1, ["00" * 31]), (1, ["zz" * 32])],
)
def test_frontier_when_size_and_nodes_do_not_belong_together(size, nodes):
    with pytest.raises(ValueError, match=r"frontier|hexadecimal"):
        Frontier.load(size, nodes)


def test_inclusion_when_the_leaf_is_there():
    for size in range(1, 41):
        leaves = leaves_of(size)
        for index, leaf in enumerate(leaves):
            assert inclusion_holds(leaf, index, size, inclusion_proof(leaves, index), tree_root(leaves))


@given(indexed, st.data())
def test_inclusion_when_anything_is_changed(case, data):
    size, index = case
    leaves = leaves_of(size)
    proof, root, strange = inclusion_proof(leaves, index), tree_root(leaves), hash_leaf(b"strange")
    other = data.draw(st.integers(-1, size).filter(lambda number: number != index))

    assert not inclusion_holds(strange, index, size, proof, root)
    assert not inclusion_holds(leaves[index], index, size, proof, strange)
    assert not inclusion_holds(leaves[index], index, size, [*proof, strange], root)
    assert not inclusion_holds(leaves[index], other, size, proof, root)
    for place in range(len(proof)):
        assert not inclusion_holds(leaves[index], index, size, [*proof[:place], strange, *proof[place + 1 :]], root)
        assert not inclusion_holds(leaves[index], index, size, [*proof[:place], *proof[place + 1 :]], root)


def test_consistency_when_the_tree_only_grew():
    for size in range(41):
        leaves = leaves_of(size)
        for old_size in range(size + 1):
            proof = consistency_proof(leaves, old_size)
            assert consistency_holds(old_size, tree_root(leaves[:old_size]), size, tree_root(leaves), proof)


@given(grown.filter(lambda case: 0 < case[1] < case[0]))
def test_consistency_when_anything_is_changed(case):
    size, old_size = case
    leaves, strange = leaves_of(size), hash_leaf(b"strange")
    old_root, root, proof = tree_root(leaves[:old_size]), tree_root(leaves), consistency_proof(leaves, old_size)

    assert not consistency_holds(old_size, strange, size, root, proof)
    assert not consistency_holds(old_size, old_root, size, strange, proof)
    assert not consistency_holds(old_size, old_root, size, root, [*proof, strange])
    assert not consistency_holds(old_size, old_root, size, root, [])
    for place in range(len(proof)):
        changed = [*proof[:place], strange, *proof[place + 1 :]]
        assert not consistency_holds(old_size, old_root, size, root, changed)


@given(st.integers(1, 40).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1))))
def test_consistency_when_an_early_leaf_was_rewritten(case):
    size, rewritten = case
    leaves = leaves_of(size)
    forged = [*leaves[:rewritten], hash_leaf(b"forged"), *leaves[rewritten + 1 :]]

    for old_size in range(rewritten + 1, size + 1):
        proof = consistency_proof(forged, old_size)
        assert not consistency_holds(old_size, tree_root(leaves[:old_size]), size, tree_root(forged), proof)


@pytest.mark.parametrize(("index", "size"), [(-1, 1), (-1, 2), (-2, 2), (1, 1), (2, 2), (0, 0), (0, -1)])
def test_inclusion_when_the_place_is_outside_the_tree(index, size):
    leaves = leaves_of(max(size, 1))
    proof = inclusion_proof(leaves, index % len(leaves))

    assert not inclusion_holds(leaves[index % len(leaves)], index, size, proof, tree_root(leaves))


@pytest.mark.parametrize(
    ("old_size", "old_root", "proof"),
    [
        (3, EMPTY_ROOT, []),
        (4, tree_root(leaves_of(2)), []),
        (-1, EMPTY_ROOT, []),
        (-2, tree_root(leaves_of(2)), []),
        (0, EMPTY_ROOT, [EMPTY_ROOT]),
        (0, bytes(32), []),
        (2, bytes(32), []),
        (2, tree_root(leaves_of(2)), [EMPTY_ROOT]),
    ],
)
def test_consistency_when_the_older_tree_cannot_be(old_size, old_root, proof):
    assert not consistency_holds(old_size, old_root, 2, tree_root(leaves_of(2)), proof)


@pytest.mark.parametrize("index", [-1, 4])
def test_proof_when_the_tree_has_no_such_leaf(index):
    with pytest.raises(ValueError, match="no such leaf"):
        inclusion_proof(leaves_of(4), index)


@pytest.mark.parametrize("old_size", [-1, 5])
def test_proof_when_the_older_tree_is_larger(old_size):
    with pytest.raises(ValueError, match="older tree"):
        consistency_proof(leaves_of(4), old_size)
