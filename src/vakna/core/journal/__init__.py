"""The journal as mathematics: what an entry is, what it hashes to, how a journal is exported and how it is judged.

Must not know who signs, where rows lie, or what time it is. The export, version 1, is one JSON object (UTF-8), every
field always there and no other:

    format       "vakna-journal"
    version      1
    origin       the journal's own name, one line, the same in each of its checkpoints
    keys         the house's public keys, present and past, each as name+key id+base64
    entries      in order, each {sequence, at, actor, act, subject, facts, commitments, leaf, root}
                 sequence counts from 0; at is UTC with microseconds and Z; actor is a pseudonym; facts are open;
                 commitments are {name: SHA-256(salt, canonical bytes)}; leaf and root are as stored with the entry:
                 its RFC 9162 leaf hash, over the canonical bytes of the first seven fields, and the root of the tree
                 that ends with it
    protected    what lies behind commitments: {sequence, name, salt, value}, or {sequence, name, erased: true};
                 any of it may be left out
    head         {size, root} as stored
    checkpoints  the signed notes that were handed out
    sealed       trees of sealed submissions already opened: {stage, size, root, leaves}; stage, size and root also
                 stand in the facts of the entry that opened the tree, as `sealed_tree`

Hashes and salts are lower-case hexadecimal. Canonical bytes are told in `canonical`.
"""

from .canonical import NotCanonicalError, canonical_bytes
from .checkpoint import Checkpoint, checkpoint_text, read_checkpoint
from .entry import SALT_SIZE, Added, Entry, add, commitment, instant, leaf_hash
from .export import FORMAT, VERSION, Export, Head, Protected, Row, SealedTree, dump, load, parse
from .merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_holds,
    consistency_proof,
    inclusion_holds,
    inclusion_proof,
    tree_root,
)
from .receipt import Inclusion, Receipt, include, is_included, read_receipt, receipt_leaf, receipt_text
from .verify import SEALED_FACT, Finding, verify

__all__ = [
    "EMPTY_ROOT",
    "FORMAT",
    "SALT_SIZE",
    "SEALED_FACT",
    "VERSION",
    "Added",
    "Checkpoint",
    "Entry",
    "Export",
    "Finding",
    "Frontier",
    "Head",
    "Inclusion",
    "NotCanonicalError",
    "Protected",
    "Receipt",
    "Row",
    "SealedTree",
    "add",
    "canonical_bytes",
    "checkpoint_text",
    "commitment",
    "consistency_holds",
    "consistency_proof",
    "dump",
    "include",
    "inclusion_holds",
    "inclusion_proof",
    "instant",
    "is_included",
    "leaf_hash",
    "load",
    "parse",
    "read_checkpoint",
    "read_receipt",
    "receipt_leaf",
    "receipt_text",
    "tree_root",
    "verify",
]
