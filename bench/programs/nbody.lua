-- Floats: five bodies that attract each other, n steps; the energy left, in millionths of a millionth.
-- Positions, velocities and masses are vectors; body i has its numbers at 3i-2, 3i-1, 3i.
local sqrt = math.sqrt

local function advance(p, v, m, dt)
  for i = 1, 5 do
    for j = i + 1, 5 do
      local a, b = 3 * i - 2, 3 * j - 2
      local dx, dy, dz = p[a] - p[b], p[a + 1] - p[b + 1], p[a + 2] - p[b + 2]
      local d2 = dx * dx + dy * dy + dz * dz
      local mag = dt / (d2 * sqrt(d2))
      local ma, mb = m[i] * mag, m[j] * mag
      v[a] = v[a] - dx * mb
      v[a + 1] = v[a + 1] - dy * mb
      v[a + 2] = v[a + 2] - dz * mb
      v[b] = v[b] + dx * ma
      v[b + 1] = v[b + 1] + dy * ma
      v[b + 2] = v[b + 2] + dz * ma
    end
  end
  for k = 1, 15 do p[k] = p[k] + dt * v[k] end
end

local function energy(p, v, m)
  local e = 0.0
  for i = 1, 5 do
    local a = 3 * i - 2
    e = e + 0.5 * m[i] * (v[a] * v[a] + v[a + 1] * v[a + 1] + v[a + 2] * v[a + 2])
    for j = i + 1, 5 do
      local b = 3 * j - 2
      local dx, dy, dz = p[a] - p[b], p[a + 1] - p[b + 1], p[a + 2] - p[b + 2]
      e = e - m[i] * m[j] / sqrt(dx * dx + dy * dy + dz * dz)
    end
  end
  return e
end

return function(n)
  local p = {0.0, 0.0, 0.0, 4.8, -1.1, -0.1, 8.3, 4.1, -0.4, 12.9, -15.1, -0.2, 15.4, -25.9, 0.2}
  local v = {0.0, 0.0, 0.0, 0.6, 2.8, -0.02, -1.0, 1.8, 0.008, 1.1, 0.9, -0.01, 1.0, 0.6, -0.03}
  local m = {39.5, 0.04, 0.01, 0.002, 0.002}
  for _ = 1, n do advance(p, v, m, 0.01) end
  return math.floor(-1e12 * energy(p, v, m))
end
