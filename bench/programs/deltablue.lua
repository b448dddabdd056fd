-- Records and dispatch: a DeltaBlue-like solver of one-way constraints. A chain of n equalities is solved, then n scalings, forth and back.
-- Strengths: 0 required, 2 preferred, 3 strong default, 4 normal, 6 weakest; the smaller is the stronger.
local STAY, EDIT, EQUAL, SCALE = 0, 1, 2, 3
local NONE, TO_B, TO_A = 0, 1, 2
local max, floor, remove = math.max, math.floor, table.remove

local function make_var(value)
  return {value = value, constraints = {}, by = false, mark = 0, strength = 6, stay = true}
end

-- A scaling makes b ten times a, plus 1000. Stay and edit have only the direction to a.
local function unary(c) return c.kind < EQUAL end
local function output(c) if c.direction == TO_B then return c.b else return c.a end end
local function input(c) if c.direction == TO_B then return c.a else return c.b end end

local function execute(c)
  if c.kind == EQUAL then
    output(c).value = input(c).value
  elseif c.kind == SCALE then
    if c.direction == TO_B then c.b.value = c.a.value * 10 + 1000 else c.a.value = floor((c.b.value - 1000) / 10) end
  end
end

local function takes(c, v, mark) return v.mark ~= mark and c.strength < v.strength end

local function choose(c, mark)
  local a, b = c.a, c.b
  if unary(c) then return takes(c, a, mark) and TO_A or NONE end
  if a.mark == mark then return takes(c, b, mark) and TO_B or NONE end
  if b.mark == mark then return takes(c, a, mark) and TO_A or NONE end
  if a.strength > b.strength then return c.strength < a.strength and TO_A or NONE end
  return c.strength < b.strength and TO_B or NONE
end

local function recalculate(c)
  local out = output(c)
  if unary(c) then
    out.strength, out.stay = c.strength, c.kind == STAY
  else
    out.strength, out.stay = max(c.strength, input(c).strength), input(c).stay
  end
  if out.stay then execute(c) end
end

local function push_consumers(v, todo)
  for i = 1, #v.constraints do
    local c = v.constraints[i]
    if c.direction ~= NONE and c ~= v.by then todo[#todo + 1] = c end
  end
end

-- Gives the constraint that it put out of force, or false.
local function satisfy(c, mark)
  c.direction = choose(c, mark)
  if c.direction == NONE then return false end
  local out = output(c)
  local overridden = out.by
  if not unary(c) then input(c).mark = mark end
  if overridden then overridden.direction = NONE end
  out.by = c
  local todo = {c}
  while #todo > 0 do
    local next = remove(todo)
    recalculate(next)
    push_consumers(output(next), todo)
  end
  out.mark = mark
  return overridden
end

local function new_mark(p)
  p.mark = p.mark + 1
  return p.mark
end

local function enforce(p, c)
  local mark = new_mark(p)
  while c do c = satisfy(c, mark) end
end

local function add(p, kind, strength, a, b)
  local c = {kind = kind, strength = strength, a = a, b = b, direction = NONE}
  a.constraints[#a.constraints + 1] = c
  if not unary(c) then b.constraints[#b.constraints + 1] = c end
  enforce(p, c)
  return c
end

-- Only stay and edit constraints are taken away.
local function take_away(p, c)
  local out, was, kept = output(c), c.direction ~= NONE, {}
  c.direction = NONE
  for i = 1, #c.a.constraints do
    if c.a.constraints[i] ~= c then kept[#kept + 1] = c.a.constraints[i] end
  end
  c.a.constraints = kept
  if not was then return end
  out.by, out.strength, out.stay = false, 6, true
  local todo, unsatisfied = {out}, {}
  while #todo > 0 do
    local v = remove(todo)
    for i = 1, #v.constraints do
      local next = v.constraints[i]
      if next.direction == NONE then
        unsatisfied[#unsatisfied + 1] = next
      elseif next ~= v.by then
        recalculate(next)
        todo[#todo + 1] = output(next)
      end
    end
  end
  for strength = 0, 5 do
    for i = 1, #unsatisfied do
      if unsatisfied[i].strength == strength then enforce(p, unsatisfied[i]) end
    end
  end
end

local function known(c, mark)
  if unary(c) then return true end
  local v = input(c)
  return v.mark == mark or v.stay or not v.by
end

-- The constraints to execute, in order, when the edited variable has changed.
local function plan_from(p, edit)
  local mark, plan, todo = new_mark(p), {}, {edit}
  while #todo > 0 do
    local c = remove(todo)
    if output(c).mark ~= mark and known(c, mark) then
      plan[#plan + 1] = c
      output(c).mark = mark
      push_consumers(output(c), todo)
    end
  end
  return plan
end

local function execute_plan(plan)
  for i = 1, #plan do execute(plan[i]) end
end

local function change(p, v, value)
  local edit = add(p, EDIT, 2, v, nil)
  local plan = plan_from(p, edit)
  for _ = 1, 10 do
    v.value = value
    execute_plan(plan)
  end
  take_away(p, edit)
end

local function chain(n)
  local p, vars, sum = {mark = 0}, {}, 0
  for i = 1, n + 1 do vars[i] = make_var(0) end
  for i = 1, n do add(p, EQUAL, 0, vars[i], vars[i + 1]) end
  add(p, STAY, 3, vars[n + 1], nil)
  local edit = add(p, EDIT, 2, vars[1], nil)
  local plan = plan_from(p, edit)
  for i = 0, 99 do
    vars[1].value = i
    execute_plan(plan)
    sum = sum + vars[n + 1].value
  end
  take_away(p, edit)
  return sum
end

local function projection(n)
  local p, from, to, sum = {mark = 0}, {}, {}, 0
  for i = 1, n do
    from[i], to[i] = make_var(i - 1), make_var(i - 1)
    add(p, STAY, 4, from[i], nil)
    add(p, SCALE, 0, from[i], to[i])
  end
  for i = 1, n do change(p, from[i], i + 16) end
  for i = 1, n do sum = sum + to[i].value end
  for i = 1, n do change(p, to[i], 1040 + 10 * i) end
  for i = 1, n do sum = sum + from[i].value end
  return sum
end

return function(n) return chain(n) + projection(n) end
