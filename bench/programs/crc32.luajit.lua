-- Bits: the CRC-32 of n bytes, by a table of 256 words. LuaJIT has the bit library where Lua has operators.
local bit = require("bit")
local band, bxor, bnot, rshift = bit.band, bit.bxor, bit.bnot, bit.rshift

local function make_table()
  local t = {}
  for i = 0, 255 do
    local c = i
    for _ = 1, 8 do
      if band(c, 1) == 1 then c = bxor(0xedb88320, rshift(c, 1)) else c = rshift(c, 1) end
    end
    t[i + 1] = c
  end
  return t
end

return function(n)
  local t, c = make_table(), -1
  for i = 0, n - 1 do
    local byte = band(i * 7, 255)
    c = bxor(t[band(bxor(c, byte), 255) + 1], rshift(c, 8))
  end
  return bnot(c) % 4294967296
end
