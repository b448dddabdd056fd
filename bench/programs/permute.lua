-- Vectors and calls: all permutations of n elements by swapping; how many calls it takes.
local function swap(v, i, j)
  local x = v[i]
  v[i] = v[j]
  v[j] = x
end

local function permute(v, n)
  if n == 0 then return 1 end
  local sum = permute(v, n - 1) + 1
  for i = n, 1, -1 do
    swap(v, n, i)
    sum = sum + permute(v, n - 1)
    swap(v, n, i)
  end
  return sum
end

return function(n)
  local v = {}
  for i = 1, n do v[i] = i end
  return permute(v, n)
end
