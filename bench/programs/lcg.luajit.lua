-- Bits: n steps of a linear congruential generator of 32 bits; the exclusive or of all its numbers. A product fits 53 bits.
local bxor = require("bit").bxor

return function(n)
  local x, sum = 42, 0
  for _ = 1, n do
    x = (x * 1664525 + 1013904223) % 4294967296
    sum = bxor(sum, x)
  end
  return sum % 4294967296
end
