-- Deep calls: Ackermann's function with 2 as its first argument, many times over.
local function ack(m, n)
  if m == 0 then return n + 1 end
  if n == 0 then return ack(m - 1, 1) end
  return ack(m - 1, ack(m, n - 1))
end

return function(n)
  local sum = 0
  for i = 0, n - 1 do sum = sum + ack(2, i % 64) end
  return sum
end
