-- The harness: a program is a chunk that returns run. Arguments: file, n, least iterations, least milliseconds in them.
-- Lua has no monotonic clock; os.clock, the processor time of this one thread, stands for it. LuaJIT reads the real one.
local run = dofile(arg[1])
local n, iterations, least_ns = math.floor(tonumber(arg[2])), math.floor(tonumber(arg[3])), tonumber(arg[4]) * 1e6
local clock_ns = function() return os.clock() * 1e9 end
if jit then
  local ffi = require("ffi")
  ffi.cdef("struct bench_time { long s, ns; }; int clock_gettime(int clock, struct bench_time *t);")
  local t = ffi.new("struct bench_time")
  clock_ns = function()
    ffi.C.clock_gettime(1, t)
    return tonumber(t.s) * 1e9 + tonumber(t.ns)
  end
end
local done, all_ns = 0, 0
while done < iterations or all_ns < least_ns do
  local began = clock_ns()
  local result = run(n)
  local ns = clock_ns() - began
  print(string.format("it %.0f %.0f", ns, result))
  done, all_ns = done + 1, all_ns + ns
end
for line in io.lines("/proc/self/status") do
  if line:sub(1, 6) == "VmHWM:" then print("peak " .. line) end
end
