-- Bits: n steps of a linear congruential generator of 32 bits; the exclusive or of all its numbers.
return function(n)
  local x, sum = 42, 0
  for _ = 1, n do
    x = x * 1664525 + 1013904223 & 0xffffffff
    sum = sum ~ x
  end
  return sum
end
