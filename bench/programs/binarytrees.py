# Allocation: complete binary trees of depth n, made and counted eight times over.
class Node:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


def make(depth):
    return Node(None, None) if depth == 0 else Node(make(depth - 1), make(depth - 1))


def count(node):
    return 1 if node.left is None else count(node.left) + count(node.right) + 1


def run(n):
    return sum(count(make(n)) for _ in range(8))
