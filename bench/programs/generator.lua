-- Effects: a generator walks a range of n numbers recursively and yields them; the consumer takes one after the other.
local yield = coroutine.yield

local function walk(low, high)
  if low < high then
    local middle = math.floor((low + high) / 2)
    walk(low, middle)
    yield(middle)
    walk(middle + 1, high)
  end
end

return function(n)
  local sum = 0
  for x in coroutine.wrap(function() walk(0, n) end) do sum = (sum * 31 + x) % 1000003 end
  return sum
end
