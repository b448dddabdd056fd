-- Effects: a loop of n rounds reads and writes a state by requests to whoever drives it.
local yield = coroutine.yield

local function count(n)
  for i = 0, n - 1 do
    local s = yield("get")
    yield("put", (s * 31 + i) % 1000003)
  end
end

return function(n)
  local state, resume = 1, coroutine.wrap(count)
  local request, value = resume(n)
  while request do
    if request == "put" then
      state = value
      request, value = resume()
    else
      request, value = resume(state)
    end
  end
  return state
end
