-- Floats: rounds until escape, summed over an n by n grid of the Mandelbrot set, at most 200 a point.
local function escape(cx, cy)
  local x, y, k = 0.0, 0.0, 0
  while true do
    local xx, yy = x * x, y * y
    if k == 200 or xx + yy > 4.0 then return k end
    x, y, k = xx - yy + cx, 2.0 * (x * y) + cy, k + 1
  end
end

return function(n)
  local sum = 0
  for j = 0, n - 1 do
    for i = 0, n - 1 do
      sum = sum + escape((3.0 * i) / n - 2.0, (2.0 * j) / n - 1.0)
    end
  end
  return sum
end
