-- Fibers: a number goes n times around a ring of a hundred fibers, each of which takes it from a channel, adds one and sends it on.
-- A fiber is a coroutine that yields when it has to wait; the scheduler has a queue of those that can go on.
local yield = coroutine.yield
local ready, current

local function make_queue() return {first = 1, last = 0} end

local function push(queue, value)
  queue.last = queue.last + 1
  queue[queue.last] = value
end

local function shift(queue)
  local value = queue[queue.first]
  queue[queue.first] = nil
  queue.first = queue.first + 1
  return value
end

local function go(f) push(ready, {resume = coroutine.wrap(f), value = 0}) end

local function send(channel, value)
  if channel.receivers.first <= channel.receivers.last then
    local receiver = shift(channel.receivers)
    receiver.value = value
    push(ready, receiver)
  else
    push(channel.senders, {fiber = current, value = value})
    yield()
  end
end

local function recv(channel)
  if channel.senders.first <= channel.senders.last then
    local sender = shift(channel.senders)
    push(ready, sender.fiber)
    return sender.value
  end
  local self = current
  push(channel.receivers, self)
  yield()
  return self.value
end

return function(n)
  local channels, x = {}, 0
  ready = make_queue()
  for i = 1, 101 do channels[i] = {senders = make_queue(), receivers = make_queue()} end
  for i = 1, 100 do
    go(function()
      for _ = 1, n do send(channels[i + 1], recv(channels[i]) + 1) end
    end)
  end
  go(function()
    for _ = 1, n do
      send(channels[1], x)
      x = recv(channels[101])
    end
  end)
  while ready.first <= ready.last do
    current = shift(ready)
    current.resume()
  end
  return x
end
