-- Integers: the steps of the Collatz sequences from 1 to n, summed.
local function steps(k)
  local count = 0
  while k ~= 1 do
    if k % 2 == 0 then k = k // 2 else k = 3 * k + 1 end
    count = count + 1
  end
  return count
end

return function(n)
  local sum = 0
  for i = 1, n do sum = sum + steps(i) end
  return sum
end
