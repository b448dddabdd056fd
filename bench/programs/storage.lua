-- Records and vectors: a tree of vectors, four at each node and n levels deep, leaves of random length; how many vectors there are.
local function next_random(random)
  random.seed = random.seed * 16807 % 2147483647
  return random.seed
end

local function build(depth, random, count)
  count.value = count.value + 1
  local v = {}
  if depth == 1 then
    for i = 1, 1 + next_random(random) % 10 do v[i] = 0 end
  else
    for i = 1, 4 do v[i] = build(depth - 1, random, count) end
  end
  return v
end

return function(n)
  local random, count = {seed = 42}, {value = 0}
  local tree = build(n, random, count)
  return 100 * count.value + #tree
end
