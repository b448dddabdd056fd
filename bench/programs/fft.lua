-- Floats: the fast Fourier transform of 2^n numbers in place, forth and back; the sum of the first hundred, in millionths.
-- The roots of unity come from halving the angle with square roots alone, so that every language has the same bits.
local floor, sqrt = math.floor, math.sqrt

local function reverse_bits(re, im, n)
  local j = 0
  for i = 0, n - 1 do
    if i < j then
      re[i + 1], re[j + 1] = re[j + 1], re[i + 1]
      im[i + 1], im[j + 1] = im[j + 1], im[i + 1]
    end
    local bit = floor(n / 2)
    while j >= bit and bit > 0 do
      j = j - bit
      bit = floor(bit / 2)
    end
    j = j + bit
  end
end

local function transform(re, im, n, sign)
  reverse_bits(re, im, n)
  local c, s, half = -1.0, 0.0, 1
  while half < n do
    local wr, wi = 1.0, 0.0
    for k = 1, half do
      for i = k, n, 2 * half do
        local j = i + half
        local tr, ti = wr * re[j] - wi * im[j], wr * im[j] + wi * re[j]
        local ur, ui = re[i], im[i]
        re[j], im[j] = ur - tr, ui - ti
        re[i], im[i] = ur + tr, ui + ti
      end
      wr, wi = wr * c - wi * s, wr * s + wi * c
    end
    local next = sqrt(0.5 * (1.0 + c))
    if half == 1 then s = sign else s = s / (2.0 * next) end
    c = next
    half = half * 2
  end
end

return function(n)
  local size = floor(2 ^ n)
  local re, im = {}, {}
  for i = 0, size - 1 do re[i + 1], im[i + 1] = (i * 37) % 101 + 0.0, 0.0 end
  transform(re, im, size, 1.0)
  transform(re, im, size, -1.0)
  local sum = 0.0
  for i = 1, 100 do sum = sum + re[i] end
  return floor(1e6 * (sum / size))
end
