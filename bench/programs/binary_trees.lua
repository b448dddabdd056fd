-- Binary trees: many short-lived ones beside one that stays. A node is a table of two trees; a leaf has none.
local function bottom_up(depth)
  if depth == 0 then return {} end
  return { bottom_up(depth - 1), bottom_up(depth - 1) }
end

local function check(tree)
  if tree[1] == nil then return 1 end
  return 1 + check(tree[1]) + check(tree[2])
end

local function check_all(iterations, depth)
  local sum = 0
  for _ = 1, iterations do sum = sum + check(bottom_up(depth)) end
  return sum
end

local max_depth = math.max(6, tonumber(arg[1]))
print("stretch tree of depth " .. (max_depth + 1) .. " check: " .. check(bottom_up(max_depth + 1)))
local long_lived = bottom_up(max_depth)
for depth = 4, max_depth, 2 do
  local iterations = 1 << (max_depth - depth + 4)
  print(iterations .. " trees of depth " .. depth .. " check: " .. check_all(iterations, depth))
end
print("long lived tree of depth " .. max_depth .. " check: " .. check(long_lived))
