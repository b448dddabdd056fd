-- Calls with three arguments: Takeuchi's function, in McCarthy's form.
local function tak(x, y, z)
  if y < x then
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))
  end
  return z
end

return function(n) return tak(3 * n, 2 * n, n) end
