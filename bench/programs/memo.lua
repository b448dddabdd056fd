-- Closures and tables: how many ways lead through a grid of n by n, by a function that remembers what it gave.
local function remembering(f)
  local known = {}
  return function(x)
    local hit = known[x]
    if hit then return hit end
    local y = f(x)
    known[x] = y
    return y
  end
end

return function(n)
  local ways
  ways = remembering(function(key)
    if math.floor(key / 1000) == 0 or key % 1000 == 0 then return 1 end
    return (ways(key - 1000) + ways(key - 1)) % 1000000007
  end)
  return ways(n * 1000 + n)
end
