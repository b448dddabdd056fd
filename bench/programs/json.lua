-- Strings and tables: a text of n JSON objects is parsed by recursive descent into tables, strings, numbers and booleans; a sum over all of it.
-- An array is a table with `items`, an object one with `members`.
local byte, sub = string.byte, string.sub
local parse_value

local function peek(r) return byte(r.text, r.at) end

local function parse_number(r)
  local value, c = 0, peek(r)
  while c >= 48 and c <= 57 do
    value = value * 10 + c - 48
    r.at = r.at + 1
    c = peek(r)
  end
  return value
end

local function parse_string(r)
  r.at = r.at + 1
  local start = r.at
  while peek(r) ~= 34 do r.at = r.at + 1 end
  r.at = r.at + 1
  return sub(r.text, start, r.at - 2)
end

local function parse_array(r)
  local items = {}
  while peek(r) ~= 93 do
    r.at = r.at + 1
    items[#items + 1] = parse_value(r)
  end
  r.at = r.at + 1
  return {items = items}
end

local function parse_object(r)
  local members = {}
  while peek(r) ~= 125 do
    r.at = r.at + 1
    local key = parse_string(r)
    r.at = r.at + 1
    members[key] = parse_value(r)
  end
  r.at = r.at + 1
  return {members = members}
end

function parse_value(r)
  local c = peek(r)
  if c == 123 then return parse_object(r) end
  if c == 91 then return parse_array(r) end
  if c == 34 then return parse_string(r) end
  if c == 116 then
    r.at = r.at + 4
    return true
  end
  if c == 102 then
    r.at = r.at + 5
    return false
  end
  return parse_number(r)
end

local function make_text(n)
  local pieces = {"["}
  for i = 0, n - 1 do
    if i > 0 then pieces[#pieces + 1] = "," end
    pieces[#pieces + 1] = '{"id":' .. i .. ',"name":"item ' .. i .. '","tags":["red","green"],"ok":' .. (i % 3 == 0 and "true" or "false") .. ',"size":' .. i * 7 .. "}"
  end
  pieces[#pieces + 1] = "]"
  return table.concat(pieces)
end

local function total(value)
  local kind = type(value)
  if kind == "number" then return value end
  if kind == "string" then return #value end
  if kind == "boolean" then return value and 1 or 0 end
  local sum = 0
  if value.items then
    for i = 1, #value.items do sum = sum + total(value.items[i]) end
  else
    for key, member in pairs(value.members) do sum = sum + #key + total(member) end
  end
  return sum
end

return function(n) return total(parse_value({text = make_text(n), at = 1})) end
