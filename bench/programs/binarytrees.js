// Allocation: complete binary trees of depth n, made and counted eight times over.
class Node {
  constructor(left, right) {
    this.left = left;
    this.right = right;
  }
}

function make(depth) {
  return depth === 0 ? new Node(null, null) : new Node(make(depth - 1), make(depth - 1));
}

function count(node) {
  return node.left === null ? 1 : count(node.left) + count(node.right) + 1;
}

exports.run = n => {
  let sum = 0;
  for (let i = 0; i < 8; i++) sum += count(make(n));
  return sum;
};
