-- Records and dispatch: the Richards benchmark, a small operating system's scheduler: six tasks, each with a function of its own, hand packets
-- to each other until the idle task has run n times. Packets queued, times 100000, and tasks held.
-- A task's state is three flags.
local function make_packet(link, id, kind)
  return {link = link, id = id, kind = kind, a1 = 0, a2 = {0, 0, 0, 0}}
end

local function append(packet, queue)
  packet.link = nil
  if not queue then return packet end
  local at = queue
  while at.link do at = at.link end
  at.link = packet
  return queue
end

local function release(s, id)
  local task = s.blocks[id]
  task.held = false
  if task.priority > s.current.priority then return task end
  return s.current
end

local function hold(s)
  s.held = s.held + 1
  s.current.held = true
  return s.current.link
end

local function suspend(s)
  s.current.suspended = true
  return s.current
end

local function send(s, packet)
  local task, current = s.blocks[packet.id], s.current
  s.queued = s.queued + 1
  packet.link = nil
  packet.id = current.id
  if task.queue then
    task.queue = append(packet, task.queue)
    return current
  end
  task.queue = packet
  task.runnable = true
  if task.priority > current.priority then return task end
  return current
end

local function run_idle(s, task)
  task.count = task.count - 1
  if task.count == 0 then return hold(s) end
  if task.last % 2 == 0 then
    task.last = task.last >> 1
    return release(s, 4)
  end
  task.last = task.last >> 1 ~ 0xD008
  return release(s, 5)
end

local function run_worker(s, task, packet)
  if not packet then return suspend(s) end
  task.to = task.to == 2 and 3 or 2
  packet.id = task.to
  packet.a1 = 0
  for i = 1, 4 do
    task.last = task.last == 26 and 1 or task.last + 1
    packet.a2[i] = task.last
  end
  return send(s, packet)
end

local function run_device(s, task, packet)
  if packet then
    task.waiting = packet
    return hold(s)
  end
  local waiting = task.waiting
  if not waiting then return suspend(s) end
  task.waiting = nil
  return send(s, waiting)
end

local function run_handler(s, task, packet)
  if packet then
    if packet.kind == 1 then task.work = append(packet, task.work) else task.device = append(packet, task.device) end
  end
  local work, device = task.work, task.device
  if not work then return suspend(s) end
  if work.a1 >= 4 then
    task.work = work.link
    return send(s, work)
  end
  if not device then return suspend(s) end
  task.device = device.link
  work.a1 = work.a1 + 1
  device.a1 = work.a2[work.a1]
  return send(s, device)
end

local function run_task(s, task)
  if not (task.runnable and task.suspended) then return task.run(s, task, nil) end
  local packet = task.queue
  task.queue = packet.link
  task.runnable, task.suspended = task.queue ~= nil, false
  return task.run(s, task, packet)
end

local function add(s, id, priority, queue, suspended, run, fields)
  fields.id, fields.priority, fields.queue, fields.run, fields.link = id, priority, queue, run, s.list
  fields.runnable, fields.suspended, fields.held = queue ~= nil, suspended, false
  s.list, s.blocks[id] = fields, fields
end

local function three(id, kind)
  return make_packet(make_packet(make_packet(nil, id, kind), id, kind), id, kind)
end

return function(n)
  local s = {queued = 0, held = 0, blocks = {}, list = nil, current = nil}
  add(s, 0, 0, nil, false, run_idle, {last = 1, count = n})
  add(s, 1, 1000, make_packet(make_packet(nil, 1, 1), 1, 1), true, run_worker, {to = 2, last = 0})
  add(s, 2, 2000, three(4, 0), true, run_handler, {})
  add(s, 3, 3000, three(5, 0), true, run_handler, {})
  add(s, 4, 4000, nil, true, run_device, {})
  add(s, 5, 5000, nil, true, run_device, {})
  local task = s.list
  while task do
    s.current = task
    if task.held or (task.suspended and not task.runnable) then task = task.link else task = run_task(s, task) end
  end
  return s.queued * 100000 + s.held
end
