-- Allocation: merge sort of a linked list of n random numbers; a sum that depends on the order.
local function random_list(n)
  local x, l = 42, nil
  for _ = 1, n do
    x = x * 16807 % 2147483647
    l = {head = x, tail = l}
  end
  return l
end

local function reverse_onto(l, onto)
  while l do
    onto = {head = l.head, tail = onto}
    l = l.tail
  end
  return onto
end

local function merge(a, b)
  local done = nil
  while a and b do
    if b.head < a.head then
      done = {head = b.head, tail = done}
      b = b.tail
    else
      done = {head = a.head, tail = done}
      a = a.tail
    end
  end
  return reverse_onto(done, a or b)
end

local function skip(l, n)
  for _ = 1, n do l = l.tail end
  return l
end

local function sort_first(l, n)
  if n == 1 then return {head = l.head, tail = nil} end
  local half = math.floor(n / 2)
  return merge(sort_first(l, half), sort_first(skip(l, half), n - half))
end

return function(n)
  local l, i, sum = sort_first(random_list(n), n), 1, 0
  while l do
    sum = (sum + i * l.head) % 1000000007
    l, i = l.tail, i + 1
  end
  return sum
end
