// Calls with three arguments: Takeuchi's function, in McCarthy's form.
function tak(x, y, z) {
  return y < x ? tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y)) : z;
}

exports.run = n => tak(3 * n, 2 * n, n);
