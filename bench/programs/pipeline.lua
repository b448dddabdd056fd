-- Higher-order functions: map, filter and fold over linked lists of n elements, with closures, five times over.
local function reverse(l)
  local done = nil
  while l do
    done = {head = l.head, tail = done}
    l = l.tail
  end
  return done
end

local function map(f, l)
  local done = nil
  while l do
    done = {head = f(l.head), tail = done}
    l = l.tail
  end
  return reverse(done)
end

local function filter(p, l)
  local done = nil
  while l do
    if p(l.head) then done = {head = l.head, tail = done} end
    l = l.tail
  end
  return reverse(done)
end

local function fold(f, a, l)
  while l do
    a = f(a, l.head)
    l = l.tail
  end
  return a
end

return function(n)
  local l, sum = nil, 0
  for i = n - 1, 0, -1 do l = {head = i, tail = l} end
  for k = 1, 5 do
    local scaled = map(function(x) return x * k + 1 end, l)
    local kept = filter(function(x) return x % 3 ~= 0 end, scaled)
    sum = sum + fold(function(a, x) return (a * 31 + x) % 1000003 end, k, kept)
  end
  return sum
end
