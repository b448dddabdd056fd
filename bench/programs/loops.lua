-- Integers: a nested loop that sums i*j.
local n = math.floor(tonumber(arg[1]))

local function work(n)
  local sum = 0
  for i = 0, n - 1 do
    for j = 0, n - 1 do
      sum = sum + i * j
    end
  end
  return sum
end

local began = os.clock()
local result = work(n)
io.stderr:write(string.format("ms %.3f\n", (os.clock() - began) * 1000))
print(string.format("%d", result))
