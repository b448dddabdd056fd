-- Integers and vectors: the product of two n by n matrices, each a vector of rows; the sum of its diagonal.
local function make_matrix(n, seed)
  local rows = {}
  for i = 1, n do
    local row = {}
    for j = 1, n do row[j] = ((i - 1) * seed + (j - 1) * 7) % 100 end
    rows[i] = row
  end
  return rows
end

local function multiply(a, b, n)
  local rows = {}
  for i = 1, n do
    local row, left = {}, a[i]
    for j = 1, n do
      local sum = 0
      for k = 1, n do sum = sum + left[k] * b[k][j] end
      row[j] = sum
    end
    rows[i] = row
  end
  return rows
end

return function(n)
  local c = multiply(make_matrix(n, 3), make_matrix(n, 5), n)
  local sum = 0
  for i = 1, n do sum = sum + c[i][i] end
  return sum
end
