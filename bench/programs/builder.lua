-- Strings: a string of n entries is built piece by piece, then read code point by code point.
return function(n)
  local pieces = {}
  for i = 0, n - 1 do
    pieces[#pieces + 1] = i
    pieces[#pieces + 1] = ":"
    pieces[#pieces + 1] = i * i
    pieces[#pieces + 1] = ";"
  end
  local s, hash = table.concat(pieces), 0
  for i = 1, #s do hash = (hash * 31 + s:byte(i)) % 1000000007 end
  return hash
end
