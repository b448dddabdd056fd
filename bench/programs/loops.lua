-- Integers: a nested loop that sums i*j.
return function(n)
  local sum = 0
  for i = 0, n - 1 do
    for j = 0, n - 1 do
      sum = sum + i * j
    end
  end
  return sum
end
