-- Allocation: complete binary trees of depth n, made and counted eight times over.
local function make(depth)
  if depth == 0 then return {left = false, right = false} end
  return {left = make(depth - 1), right = make(depth - 1)}
end

local function count(node)
  if not node.left then return 1 end
  return count(node.left) + count(node.right) + 1
end

return function(n)
  local sum = 0
  for _ = 1, 8 do sum = sum + count(make(n)) end
  return sum
end
