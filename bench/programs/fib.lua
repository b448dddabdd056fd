-- Calls: fib(n) by definition.
local n = tonumber(arg[1])

local function fib(n)
  if n < 2 then return n end
  return fib(n - 1) + fib(n - 2)
end

local began = os.clock()
local result = fib(n)
io.stderr:write(string.format("ms %.3f\n", (os.clock() - began) * 1000))
print(string.format("%d", result))
