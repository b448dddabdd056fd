-- Allocation: in how many ways n queens stand on an n by n board; the rows of those that stand are a linked list.
local function is_safe(row, placed)
  local distance = 1
  while placed do
    local other = placed.row
    if other == row or other == row + distance or other == row - distance then return false end
    placed, distance = placed.tail, distance + 1
  end
  return true
end

local function place(column, placed, n)
  if column == n then return 1 end
  local sum = 0
  for row = 0, n - 1 do
    if is_safe(row, placed) then sum = sum + place(column + 1, {row = row, tail = placed}, n) end
  end
  return sum
end

return function(n) return place(0, nil, n) end
