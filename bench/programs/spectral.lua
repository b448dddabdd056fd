-- Floats: the spectral norm of a matrix that is given by a formula, by ten rounds of the power method on n elements.
local function a(i, j)
  return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1)
end

local function multiply_a(v, to, n)
  for i = 0, n - 1 do
    local sum = 0.0
    for j = 0, n - 1 do sum = sum + a(i, j) * v[j + 1] end
    to[i + 1] = sum
  end
end

local function multiply_transposed(v, to, n)
  for i = 0, n - 1 do
    local sum = 0.0
    for j = 0, n - 1 do sum = sum + a(j, i) * v[j + 1] end
    to[i + 1] = sum
  end
end

return function(n)
  local u, v, t = {}, {}, {}
  for i = 1, n do u[i], v[i], t[i] = 1.0, 0.0, 0.0 end
  for _ = 1, 10 do
    multiply_a(u, t, n)
    multiply_transposed(t, v, n)
    multiply_a(v, t, n)
    multiply_transposed(t, u, n)
  end
  local uv, vv = 0.0, 0.0
  for i = 1, n do
    uv = uv + u[i] * v[i]
    vv = vv + v[i] * v[i]
  end
  return math.floor(1e9 * math.sqrt(uv / vv))
end
